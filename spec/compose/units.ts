/** No quantity is longer; the patterns below are not meant for megabytes of digits. */
const MAX_LENGTH = 64;

const BYTE_UNITS: Record<string, number> = { '': 1, b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4, p: 1024 ** 5 };

/** `64m`, `1.5gb`, `1GiB`, `1024` in bytes; Compose's units are all powers of 1024. */
export function parseBytes(text: string): number | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const match = /^(\d+(?:\.\d+)?)\s*(b|[kmgtp]?)(?:i?b)?$/i.exec(text.trim());
  if (!match) return undefined;
  const bytes = Number(match[1]) * (BYTE_UNITS[(match[2] ?? '').toLowerCase()] ?? 1);
  return Number.isSafeInteger(Math.floor(bytes)) ? Math.floor(bytes) : undefined;
}

const NANOSECONDS: Record<string, number> = { ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9, d: 86400e9 };

/** `1m30s`, `500ms`, `1h5m` in nanoseconds. */
export function parseDuration(text: string): number | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const parts = text.trim().match(/\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h|d)/g);
  if (text.trim() === '0') return 0;
  if (!parts || parts.join('') !== text.trim()) return undefined;
  let total = 0;
  for (const part of parts) {
    const unit = part.replace(/^[\d.]+/, '');
    total += parseFloat(part) * (NANOSECONDS[unit] ?? 0);
  }
  return Math.round(total);
}

/** `true` and `false` as Compose reads them from text. */
export function parseBoolean(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  if (['true', 'y', 'yes', 'on', '1', 't'].includes(lower)) return true;
  if (['false', 'n', 'no', 'off', '0', 'f'].includes(lower)) return false;
  return undefined;
}

export function parseNumber(text: string): number | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : undefined;
}

/** Decimal, or octal and hexadecimal as YAML and Go write them. */
export function parseInteger(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^[+-]?\d{1,16}$/.test(trimmed)) return Number(trimmed);
  return /^0[xob][0-9a-f]{1,12}$/i.test(trimmed) ? Number(trimmed) : undefined;
}

/** The same of up to 64 bits, and in decimal digits beyond, of which no double holds every value. */
export function parseWholeNumber(text: string): bigint | undefined {
  const trimmed = text.trim().replace(/^\+/, '');
  return /^-?\d{1,20}$/.test(trimmed) || /^0[xob][0-9a-f]{1,16}$/i.test(trimmed) ? BigInt(trimmed) : undefined;
}

/** A bound beyond 2^53 is the nearest double, which lies one above: 2^63 - 1 has become 2^63. */
export function isWithin(value: bigint, { min = -Infinity, max = Infinity }: { min?: number; max?: number }): boolean {
  const isBelow = Number.isSafeInteger(max) || max === Infinity ? value <= max : value < BigInt(max);
  return isBelow && value >= min;
}

/** File modes: `0440`, `0o440` and `"440"` are octal as written. */
export function parseFileMode(text: string): number | undefined {
  const match = /^(?:0o?)?([0-7]{3,4})$/.exec(text.trim());
  return match?.[1] === undefined ? undefined : parseInt(match[1], 8);
}
