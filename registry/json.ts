/** Reading of JSON that others wrote: what is not as it should be is `undefined`. */
export type Fields = Readonly<Record<string, unknown>>;

export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}

export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

/** Longer ones are no names, digests or dates. */
export const textOf = (value: unknown, maxLength = 1024): string | undefined =>
  typeof value === 'string' && value.length <= maxLength ? value : undefined;

export const countOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;

/** Builders that want the same image every time give it no true date. */
const EARLIEST = Date.UTC(2010);

/** Milliseconds since 1970 of a date as RFC 3339 has it. */
export function dateOf(value: unknown): number | undefined {
  const time = Date.parse(textOf(value, 64) ?? '');
  return Number.isNaN(time) || time < EARLIEST ? undefined : time;
}
