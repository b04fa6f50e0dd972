import { invalid } from './faults';

/** Docker's booleans in query strings. */
export function flag(value: string | undefined): boolean {
  return value !== undefined && !['', '0', 'no', 'false', 'none'].includes(value.trim().toLowerCase());
}

export function integer(value: string | undefined, name: string): number | undefined {
  if (value === undefined || value === '') return undefined;
  if (!/^-?\d{1,15}$/.test(value)) throw invalid(`${name} must be a number, not "${value}"`);
  return Number(value);
}

export type Filters = Record<string, string[]>;

/** `{"label":["a=b"]}` or the older `{"label":{"a=b":true}}`. */
export function filters(value: string | undefined, known: readonly string[]): Filters {
  if (value === undefined || value === '') return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    throw invalid(`invalid filters: ${value} is not JSON`);
  }
  if (typeof parsed !== 'object' || parsed === null) throw invalid(`invalid filters: ${value}`);
  const result: Filters = {};
  for (const [name, values] of Object.entries(parsed as Record<string, unknown>)) {
    if (!known.includes(name)) throw invalid(`invalid filter '${name}'`);
    result[name] = Array.isArray(values) ? values.map(String) : Object.keys(values as object);
  }
  return result;
}

/** `key` or `key=value` against labels. */
export function matchesLabels(labels: Record<string, string> | undefined, wanted: string[] = []): boolean {
  return wanted.every((text) => {
    const equals = text.indexOf('=');
    if (equals < 0) return labels?.[text] !== undefined;
    return labels?.[text.slice(0, equals)] === text.slice(equals + 1);
  });
}
