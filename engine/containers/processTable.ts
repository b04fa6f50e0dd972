import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { conflict, invalid, messageOf } from '../faults';
import type { ProcessReading } from '../stats/processes';
import { TICKS_PER_SECOND } from '../stats/processes';
import type { Sampler } from '../stats/Sampler';
import type { Container } from './Container';
import { isAlive } from './transition';

interface ProcessTable {
  Titles: string[];
  Processes: string[][];
}

/** `docker top`: without arguments our own reading of /proc in the form of `ps -ef`; with others the host's `ps` is asked, as Docker does. */
export async function processTable(container: Container, sampler: Sampler, psArgs: string | undefined): Promise<ProcessTable> {
  if (!isAlive(container.state)) throw conflict(`container ${container.id} is not running`);
  const observation = (await sampler.observe([container])).get(container.id);
  const processes = observation?.processes ?? [];
  if (psArgs === undefined || psArgs === '' || psArgs === '-ef') return full(processes);
  return await fromPs(psArgs.split(/\s+/), new Set(processes.map(({ hostPid }) => hostPid)));
}

function full(processes: ProcessReading[]): ProcessTable {
  const bootMs = Date.now() - monotonicMs();
  return {
    Titles: ['UID', 'PID', 'PPID', 'C', 'STIME', 'TTY', 'TIME', 'CMD'],
    Processes: processes.map((one) => [
      ...[one.user, String(one.hostPid), String(one.hostParentPid), '0'],
      ...[startTime(bootMs + (one.startTicks * 1000) / TICKS_PER_SECOND), one.tty === 0 ? '?' : terminal(one.tty)],
      ...[cpuTime(one.cpuTicks), one.command],
    ]),
  };
}

/** CLOCK_MONOTONIC counts from boot. */
function monotonicMs(): number {
  return Number(process.hrtime.bigint() / 1_000_000n);
}

function startTime(ms: number): string {
  const date = new Date(ms);
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
}

/** Device 136 and up are the pseudo terminals. */
function terminal(device: number): string {
  return `pts/${String((device & 0xff) | ((device >>> 12) & 0xfff00))}`;
}

function cpuTime(ticks: number): string {
  const seconds = Math.floor(ticks / TICKS_PER_SECOND);
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((value) => String(Math.floor(value)).padStart(2, '0')).join(':');
}

async function fromPs(args: string[], pids: Set<number>): Promise<ProcessTable> {
  const { stdout } = await promisify(execFile)('ps', args).catch((error: unknown) => {
    throw invalid(`ps: ${firstLine((error as { stderr?: string }).stderr) || messageOf(error)}`);
  });
  const [header = '', ...rows] = stdout.trimEnd().split('\n');
  const titles = header.trim().split(/\s+/);
  const pidColumn = titles.indexOf('PID');
  if (pidColumn < 0) throw invalid("couldn't find PID field in ps output");
  const table = rows.map((row) => columns(row, titles.length));
  return { Titles: titles, Processes: table.filter((row) => pids.has(Number(row[pidColumn]))) };
}

function firstLine(text = ''): string {
  return text.trim().split('\n', 1)[0] ?? '';
}

/** The last column may hold spaces. */
function columns(row: string, count: number): string[] {
  const fields = row.trim().split(/\s+/);
  return [...fields.slice(0, count - 1), fields.slice(count - 1).join(' ')];
}
