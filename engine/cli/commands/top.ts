import type { Command } from 'commander';
import { engineClient } from '../engineClient';
import { table } from '../table';

export function addTop(program: Command): void {
  program
    .command('top <container> [psArguments...]')
    .description('show the processes of a container')
    .passThroughOptions()
    .action(async (container: string, args: string[]) => {
      const client = await engineClient();
      const { Titles, Processes } = await client.json<{ Titles: string[]; Processes: string[][] }>(
        'GET',
        `/containers/${encodeURIComponent(container)}/top`,
        {
          query: { ps_args: args.length === 0 ? undefined : args.join(' ') },
        },
      );
      process.stdout.write(table(Titles, Processes));
    });
}
