import type { Command } from 'commander';
import { roughDuration } from '../../containers/statusText';
import { engineClient } from '../engineClient';
import { table } from '../table';

interface Row {
  Id: string;
  Names: string[];
  Image: string;
  Command: string;
  Created: number;
  Status: string;
}

const COMMAND_WIDTH = 30;

export function addPs(program: Command): void {
  program
    .command('ps')
    .description('list containers')
    .option('-a, --all', 'also those that do not run')
    .option('-q, --quiet', 'ids only')
    .option('--no-trunc', 'whole ids and commands')
    .option('--json', 'one JSON object a line')
    .action(async (options: { all?: boolean; quiet?: boolean; trunc: boolean; json?: boolean }) => {
      const client = await engineClient();
      const rows = await client.json<Row[]>('GET', '/containers/json', { query: { all: options.all === true ? 1 : 0 } });
      const id = ({ Id }: Row): string => (options.trunc ? Id.slice(0, 12) : Id);
      if (options.json === true) process.stdout.write(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      else if (options.quiet === true) process.stdout.write(rows.map((row) => `${id(row)}\n`).join(''));
      else
        process.stdout.write(
          table(
            ['CONTAINER ID', 'IMAGE', 'COMMAND', 'CREATED', 'STATUS', 'NAMES'],
            rows.map((row) => cells(row, id(row), options.trunc)),
          ),
        );
    });
}

function cells(row: Row, id: string, short: boolean): string[] {
  const command = short && row.Command.length > COMMAND_WIDTH ? `${row.Command.slice(0, COMMAND_WIDTH - 1)}…` : row.Command;
  const created = `${roughDuration(Date.now() - row.Created * 1000)} ago`;
  return [id, row.Image, JSON.stringify(command), created, row.Status, row.Names.map((name) => name.slice(1)).join(',')];
}
