import type { ProcessSample } from '../../api/bulkhead';

/** `/proc/<pid>/{stat,status,cmdline}` of one process. */
interface ProcessTexts {
  hostPid: number;
  stat: string;
  status: string;
  cmdline: string;
}

export interface ProcessReading extends Omit<ProcessSample, 'cores' | 'parentPid'> {
  hostParentPid: number;
  uid: number;
  cpuTicks: number;
  /** Ticks since boot. */
  startTicks: number;
  tty: number;
}

/** USER_HZ, fixed on Linux for everything that reads /proc. */
export const TICKS_PER_SECOND = 100;

export function parseProcess(
  { hostPid, stat, status, cmdline }: ProcessTexts,
  userName: (uid: number) => string,
): ProcessReading {
  // The name may hold spaces and parentheses; the fields begin after the last one.
  const close = stat.lastIndexOf(')');
  const comm = stat.slice(stat.indexOf('(') + 1, close);
  const fields = stat.slice(close + 2).split(' ');
  const field = (number: number): number => Number(fields[number - 3] ?? 0);
  const uid = Number(/^Uid:\s+(\d+)/m.exec(status)?.[1] ?? 0);
  const inner = /^NSpid:\s+(.*)$/m.exec(status)?.[1]?.split(/\s+/).at(-1);
  const args = cmdline.replace(/\0+$/, '').replaceAll('\0', ' ');
  const command = printable(args === '' ? `[${comm}]` : args);
  return {
    ...{ pid: Number(inner ?? hostPid), hostPid, hostParentPid: field(4), command },
    ...{
      uid,
      user: userName(uid),
      state: fields[0] ?? '?',
      tty: field(7),
      cpuTicks: field(14) + field(15),
      startTicks: field(22),
    },
    rss: Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024,
  };
}

/** As ps(1) shows it: a process chooses its own name, which must neither break a table nor speak to somebody's terminal. */
function printable(text: string): string {
  return text.replaceAll('\n', ' ').replace(/\p{Cc}/gu, '?');
}

export function processPaths(pid: number): string[] {
  return ['stat', 'status', 'cmdline'].map((name) => `/proc/${String(pid)}/${name}`);
}
