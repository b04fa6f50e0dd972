import type { HostReport } from '../../api/bulkhead';
import type { Command } from './Command';

/** What this kernel and user can do, and what stands in the way. */
export const showHost: Command = {
  title: 'What This Host Can Do',
  run: async ({ engine, host }) => {
    const client = await engine.client();
    await host.show(await client.json<HostReport>('GET', '/bulkhead/host'));
  },
};
