import { readFileSync } from 'node:fs';

const TICK_MS = 10;

/** Milliseconds that the main thread of a process has computed: what else runs on the machine does not count. */
export function computedMs(pid = process.pid): number {
  const stat = readFileSync(`/proc/${pid}/task/${pid}/stat`, 'utf8');
  const [, , , , , , , , , , , user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(user) + Number(system)) * TICK_MS;
}
