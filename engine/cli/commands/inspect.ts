import type { Command } from 'commander';
import { EngineError } from '../../../api/EngineError';
import type { EngineClient } from '../../../api/EngineClient';
import { engineClient } from '../engineClient';

export function addInspect(program: Command): void {
  program
    .command('inspect <names...>')
    .description('show all that is known of containers or images, as JSON')
    .option('--kernel', "the kernel's view of a running container: namespaces, mounts, cgroups")
    .action(async (names: string[], { kernel }: { kernel?: boolean }) => {
      const client = await engineClient();
      const found: unknown[] = [];
      for (const name of names) found.push(await lookUp(client, name, kernel === true));
      process.stdout.write(`${JSON.stringify(found, undefined, 4)}\n`);
    });
}

async function lookUp(client: EngineClient, name: string, kernel: boolean): Promise<unknown> {
  const escaped = encodeURIComponent(name);
  if (kernel) return await client.json('GET', `/bulkhead/containers/${escaped}/view`);
  try {
    return await client.json('GET', `/containers/${escaped}/json`);
  } catch (error) {
    if (!(error instanceof EngineError && error.status === 404)) throw error;
    return await client.json('GET', `/images/${escaped}/json`);
  }
}
