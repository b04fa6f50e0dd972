import type { EngineClient } from '../../api/EngineClient';
import { demultiplex } from '../../api/frames';
import { write, type Invocation, type Output } from './Invocation';

interface Followed {
  service: string;
  id: string;
  name: string;
}

/** Everybody's output with its service in front, until all have ended. Ctrl-C stops them. */
export async function followServices(invocation: Invocation, client: EngineClient, containers: Followed[]): Promise<void> {
  const width = Math.max(...containers.map(({ name }) => name.length));
  const stop = (): void => {
    // The next one ends this command itself.
    for (const unhandle of unhandles) unhandle();
    invocation.stderr.write('stopping …\n');
    // One that has ended already needs no stopping.
    for (const { id } of containers) client.json('POST', `/containers/${id}/stop`).catch(() => undefined);
  };
  const unhandles = (['SIGINT', 'SIGTERM'] as const).map((signal) => invocation.onSignal(signal, stop));
  const { stdout } = invocation;
  await Promise.all(containers.map((container) => follow(client, container, `${container.name.padEnd(width)} | `, stdout)));
}

async function follow(client: EngineClient, { id }: Followed, prefix: string, out: Output): Promise<void> {
  const response = await client.stream('GET', `/containers/${id}/logs`, { query: { follow: 1, stdout: 1, stderr: 1 } });
  const print = async (text: string): Promise<void> => {
    const lines = text.replace(/\r?\n$/, '').split('\n');
    await write(out, Buffer.from(lines.map((line) => `${prefix}${line}\n`).join('')));
  };
  if (response.headers['content-type']?.includes('multiplexed') !== true) {
    for await (const chunk of response) await print((chunk as Buffer).toString('utf8'));
    return;
  }
  for await (const { data } of demultiplex(response)) await print(data.toString('utf8'));
}
