import type { Command } from 'commander';
import type { EngineClient } from '../../../api/EngineClient';
import { roughDuration } from '../../containers/statusText';
import { filtersOf, formatRows } from '../format';
import type { Invocation } from '../Invocation';
import { table } from '../table';
import { collect, wholeNumber } from '../values';

interface Row {
  Id: string;
  Names: string[];
  Image: string;
  Command: string;
  Created: number;
  State: string;
  Status: string;
  Labels: Record<string, string>;
  Mounts: { Name?: string; Source: string }[];
  NetworkSettings: { Networks: Record<string, unknown> };
}

interface PsFlags {
  all?: boolean;
  quiet?: boolean;
  trunc: boolean;
  json?: boolean;
  filter?: string[];
  format?: string;
  last?: number;
  latest?: boolean;
}

const COMMAND_WIDTH = 30;
const TITLES = { ID: 'CONTAINER ID', CreatedAt: 'CREATED AT', RunningFor: 'CREATED' };

export function addPs(program: Command, { engine, stdout }: Invocation): void {
  program
    .command('ps')
    .description('list containers')
    .option('-a, --all', 'also those that do not run')
    .option('-q, --quiet', 'ids only')
    .option('-f, --filter <name=value>', 'only those with this name, label, status, ancestor, exit code (exited) …', collect)
    .option('--format <format>', 'json, or a template like {{.Names}}')
    .option('-n, --last <number>', 'the last created ones, running or not', wholeNumber)
    .option('-l, --latest', 'the last created one')
    .option('--no-trunc', 'whole ids and commands')
    .option('--json', 'one JSON object a line, as the engine tells it')
    .action(async (flags: PsFlags) => {
      const rows = await listed(await engine(), flags);
      stdout.write(output(rows, flags));
    });
}

async function listed(client: EngineClient, flags: PsFlags): Promise<Row[]> {
  const query = {
    all: flags.all === true ? 1 : 0,
    limit: flags.latest === true ? 1 : flags.last,
    filters: filtersOf(flags.filter),
  };
  return await client.json<Row[]>('GET', '/containers/json', { query });
}

function output(rows: Row[], flags: PsFlags): string {
  const lines = (line: (row: Row) => string): string => rows.map((row) => `${line(row)}\n`).join('');
  if (flags.json === true) return lines((row) => JSON.stringify(row));
  if (flags.quiet === true) return lines((row) => idOf(row, flags.trunc));
  if (flags.format === undefined || flags.format === 'table')
    return table(
      ['CONTAINER ID', 'IMAGE', 'COMMAND', 'CREATED', 'STATUS', 'NAMES'],
      rows
        .map((row) => fieldsOf(row, flags.trunc))
        .map((row) => [row.ID, row.Image, row.Command, row.RunningFor, row.Status, row.Names]),
    );
  return formatRows(
    flags.format,
    rows.map((row) => fieldsOf(row, flags.trunc)),
    TITLES,
  );
}

function idOf({ Id }: Row, short: boolean): string {
  return short ? Id.slice(0, 12) : Id;
}

/** With docker's names, for templates. */
function fieldsOf(row: Row, short: boolean) {
  const command = short && row.Command.length > COMMAND_WIDTH ? `${row.Command.slice(0, COMMAND_WIDTH - 1)}…` : row.Command;
  return {
    ...{ ID: idOf(row, short), Image: row.Image, Command: JSON.stringify(command) },
    CreatedAt: new Date(row.Created * 1000).toISOString(),
    RunningFor: `${roughDuration(Date.now() - row.Created * 1000)} ago`,
    ...{ State: row.State, Status: row.Status, Names: row.Names.map((name) => name.slice(1)).join(',') },
    Labels: Object.entries(row.Labels)
      .map(([name, value]) => `${name}=${value}`)
      .join(','),
    Mounts: row.Mounts.map(({ Name, Source }) => Name ?? Source).join(','),
    Networks: Object.keys(row.NetworkSettings.Networks).join(','),
  };
}
