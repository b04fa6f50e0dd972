import type { Command } from 'commander';
import type { EngineClient } from '../../../api/EngineClient';
import type { Sample, StatsLine } from '../../../api/bulkhead';
import { formatRows } from '../format';
import { write, type Invocation } from '../Invocation';
import { bytes, table } from '../table';

const HEADER = ['CONTAINER ID', 'NAME', 'CPU CORES', 'MEMORY / LIMIT', 'PIDS / LIMIT', 'THROTTLED', 'BLOCK I/O'];
const TITLES = { ID: 'CONTAINER ID', CPUPerc: 'CPU %', MemUsage: 'MEM USAGE / LIMIT', MemPerc: 'MEM %', BlockIO: 'BLOCK I/O' };
const CLEAR_SCREEN = '\u001b[H\u001b[2J';

export function addStats(program: Command, { engine, stdout }: Invocation): void {
  program
    .command('stats [containers...]')
    .description('show what containers use')
    .option('--no-stream', 'once, then end')
    .option('--format <format>', 'json, or a template like {{.CPUPerc}}')
    .action(async (names: string[], { stream, format }: { stream: boolean; format?: string }) => {
      // What is wrong with it is told before anything is waited for.
      if (format !== undefined && format !== 'table') formatRows(format, [], TITLES);
      const client = await engine();
      let known = await namesOf(client);
      const nameOf = (id: string): string => known.get(id) ?? '';
      const query = { ids: names.length === 0 ? undefined : names.join(',') };
      let lineNumber = 0;
      for await (const { containers } of client.ndjson<StatsLine>('GET', '/bulkhead/stats', { query })) {
        // Rates need two readings; a single answer waits for the second.
        if (++lineNumber === 1 && !stream && Object.keys(containers).length > 0) continue;
        const rows = Object.entries(containers);
        // One that has been started since.
        if (!rows.every(([id]) => known.has(id))) known = await namesOf(client);
        const text =
          format === undefined || format === 'table'
            ? table(
                HEADER,
                rows.map(([id, sample]) => cells(id, nameOf(id), sample)),
              )
            : formatRows(
                format,
                rows.map(([id, sample]) => fieldsOf(id, nameOf(id), sample)),
                TITLES,
              );
        await write(stdout, Buffer.from((stream && stdout.isTTY === true ? CLEAR_SCREEN : '') + text));
        if (!stream) return;
      }
    });
}

async function namesOf(client: EngineClient): Promise<Map<string, string>> {
  const all = await client.json<{ Id: string; Names: string[] }[]>('GET', '/containers/json', { query: { all: 1 } });
  return new Map(all.map(({ Id, Names }) => [Id, Names[0]?.slice(1) ?? '']));
}

/** With docker's names, for templates; without a limit of memory there is nothing to be a share of. */
function fieldsOf(id: string, name: string, { cpu, memory, pids, io }: Sample) {
  const share = memory.limit === null ? '-' : `${((100 * memory.usage) / memory.limit).toFixed(2)}%`;
  return {
    ...{ ID: id.slice(0, 12), Container: id, Name: name },
    CPUPerc: cpu.cores === null ? '-' : `${(100 * cpu.cores).toFixed(2)}%`,
    MemUsage: `${bytes(memory.usage)} / ${memory.limit === null ? 'none' : bytes(memory.limit)}`,
    MemPerc: share,
    BlockIO: io === null ? '-' : `${bytes(io.readBytes)} / ${bytes(io.writeBytes)}`,
    PIDs: pids.current,
  };
}

function cells(id: string, name: string, { cpu, memory, pids, io }: Sample): string[] {
  const limit = (value: number | null, show: (value: number) => string): string => (value === null ? 'none' : show(value));
  return [
    id.slice(0, 12),
    name,
    `${cpu.cores === null ? '-' : cpu.cores.toFixed(2)} / ${limit(cpu.limitCores, (cores) => cores.toFixed(2))}`,
    `${bytes(memory.usage)} / ${limit(memory.limit, bytes)}`,
    `${String(pids.current)} / ${limit(pids.limit, String)}`,
    cpu.throttledPeriods === null ? '-' : `${String(cpu.throttledPeriods)} of ${String(cpu.periods ?? 0)}`,
    io === null ? '-' : `${bytes(io.readBytes)} / ${bytes(io.writeBytes)}`,
  ];
}
