import type { Command } from 'commander';
import type { Invocation } from '../Invocation';
import { table } from '../table';

export function addTop(program: Command, { engine, stdout }: Invocation): void {
  program
    .command('top <container> [psArguments...]')
    .description('show the processes of a container')
    .passThroughOptions()
    .action(async (container: string, args: string[]) => {
      const client = await engine();
      const { Titles, Processes } = await client.json<{ Titles: string[]; Processes: string[][] }>(
        'GET',
        `/containers/${encodeURIComponent(container)}/top`,
        {
          query: { ps_args: args.length === 0 ? undefined : args.join(' ') },
        },
      );
      stdout.write(table(Titles, Processes));
    });
}
