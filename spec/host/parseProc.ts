import type { IdRange } from './HostFacts';

/** Far more than the kernel's largest builds have (8192), so that whoever asks for too many is told so. */
const MAX_CPUS = 65_536;
const MAX_LIST_LENGTH = 4096;

/** `0-3,6` as `[0, 1, 2, 3, 6]`; `undefined` when the text is not a CPU list. */
export function parseCpuList(text: string): number[] | undefined {
  if (text.length > MAX_LIST_LENGTH) return undefined;
  const isNamed = new Uint8Array(MAX_CPUS);
  for (const part of text.trim().split(',')) {
    const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part.trim());
    if (!match) return undefined;
    const first = Number(match[1]);
    const last = match[2] === undefined ? first : Number(match[2]);
    if (last < first || last >= MAX_CPUS) return undefined;
    isNamed.fill(1, first, last + 1);
  }
  const cpus: number[] = [];
  for (let cpu = isNamed.indexOf(1); cpu >= 0; cpu = isNamed.indexOf(1, cpu + 1)) cpus.push(cpu);
  return cpus;
}

/** Bytes of `MemTotal` and `SwapTotal` in `/proc/meminfo`. */
export function parseMeminfo(text: string): { total: number; swapTotal: number } {
  const bytesOf = (key: string): number => {
    const match = new RegExp(`^${key}:\\s+(\\d+) kB$`, 'm').exec(text);
    return match ? Number(match[1]) * 1024 : 0;
  };
  return { total: bytesOf('MemTotal'), swapTotal: bytesOf('SwapTotal') };
}

/** Ranges of one user in `/etc/subuid` or `/etc/subgid`; the first field may be the name or the uid. */
export function parseSubIds(text: string, user: { name: string; uid: number }): IdRange[] {
  const ranges: IdRange[] = [];
  for (const line of text.split('\n')) {
    const [owner, start, count] = line.trim().split(':');
    if (owner !== user.name && owner !== String(user.uid)) continue;
    if (!start || !count || !/^\d+$/.test(start) || !/^\d+$/.test(count)) continue;
    if (Number(count) > 0) ranges.push({ start: Number(start), count: Number(count) });
  }
  return ranges;
}

/** Names in `/proc/filesystems`, without the `nodev` column. */
export function parseFilesystems(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.split('\t').at(-1)?.trim() ?? '')
    .filter((name) => name !== '');
}

/** The hexadecimal mask of one `Cap…:` line of `/proc/self/status`. */
export function parseCapabilityMask(status: string, line: 'CapBnd' | 'CapEff' | 'CapPrm'): bigint {
  const match = new RegExp(`^${line}:\\s+([0-9a-fA-F]{1,16})$`, 'm').exec(status);
  return match ? BigInt(`0x${match[1]}`) : 0n;
}
