/** Quantities as people read them in the tree. */

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** Bytes in the unit that leaves one to four digits before the point: `23.1 MiB`, `512 B`. */
export function formatBytes(bytes: number): string {
  const power = unitOf(bytes);
  return `${scaled(bytes, power)} ${units[power] ?? ''}`;
}

/** `23.1 of 64 MiB`: both numbers in the limit's unit. */
export function formatBytesOf(usage: number, limit: number | null): string {
  if (limit === null) return `${formatBytes(usage)}, no limit`;
  const power = unitOf(limit);
  return `${scaled(usage, power)} of ${scaled(limit, power)} ${units[power] ?? ''}`;
}

/** `0.02 of 0.5 cores`; a dash before the second sample. */
export function formatCoresOf(cores: number | null, limit: number | null): string {
  const used = cores === null ? '–' : cores.toFixed(2);
  return limit === null ? `${used} cores, no limit` : `${used} of ${trim(limit, 2)} cores`;
}

export function formatCores(cores: number | null): string {
  return cores === null ? '–' : `${(cores * 100).toFixed(1)} %`;
}

/** Microseconds as `850 ms` or `12.4 s`. */
export function formatDurationUs(us: number): string {
  return us < 1e6 ? `${Math.round(us / 1000)} ms` : `${trim(us / 1e6, 1)} s`;
}

function unitOf(bytes: number): number {
  let power = 0;
  while (power < units.length - 1 && bytes >= 1024 ** (power + 1)) power++;
  return power;
}

function scaled(bytes: number, power: number): string {
  return trim(bytes / 1024 ** power, power === 0 ? 0 : 1);
}

function trim(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
