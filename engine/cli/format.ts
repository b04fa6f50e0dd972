import { InvalidArgumentError } from 'commander';
import { table } from './table';

/** What `--format` fills in. */
type Fields = Record<string, unknown>;

const ACTION = /\{\{-?\s*(.*?)\s*-?\}\}/g;
const PATH = /^(?:(json)\s+)?\.((?:[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)?)$/;
const ESCAPES: Record<string, string> = { n: '\n', t: '\t' };

/**
 * The part of docker's `--format` that scripts live by: `json`, or a template of `{{.Path.To.Field}}` and `{{json .Path}}`. Anything else
 * of Go's templates is refused, so that nothing is printed that only looks right.
 */
export function formatter(format: string): (fields: Fields) => string {
  if (format === 'json') return (fields) => JSON.stringify(fields);
  if (format.startsWith('table')) throw new InvalidArgumentError(`cannot format as a table here: '${format}'`);
  const template = unescaped(format);
  for (const [action, inside = ''] of template.matchAll(ACTION))
    if (!PATH.test(inside))
      throw new InvalidArgumentError(`cannot format with ${action}: expected json, {{.Path.To.Field}} or {{json .Path}}`);
  return (fields) => template.replace(ACTION, (_, inside: string) => fill(inside, fields));
}

/** A line for each row; after `table ` with the titles of the fields above, parted by the template's tabs. */
export function formatRows(format: string, rows: Fields[], titles: Record<string, string>): string {
  const [, template] = /^table\s(.*)$/s.exec(format) ?? [];
  const print = formatter(template ?? format);
  if (template === undefined) return rows.map((row) => `${print(row)}\n`).join('');
  const title = unescaped(template).replace(ACTION, (_, inside: string) => titleOf(inside, titles));
  return table(
    title.split('\t'),
    rows.map((row) => print(row).split('\t')),
  );
}

function titleOf(inside: string, titles: Record<string, string>): string {
  const [, , path = ''] = PATH.exec(inside) ?? [];
  return titles[path] ?? path.toUpperCase();
}

function unescaped(format: string): string {
  return format.replace(/\\([nt])/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}

function fill(inside: string, fields: Fields): string {
  const [, json, path = ''] = PATH.exec(inside) ?? [];
  const value = path === '' ? fields : path.split('.').reduce<unknown>(step, fields);
  if (json !== undefined) return JSON.stringify(value);
  if (value === null || value === undefined) return '<no value>';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function step(value: unknown, name: string): unknown {
  if (typeof value === 'object' && value !== null && name in value) return (value as Fields)[name];
  // Go has nothing to go into below null, but a key that is not there is a mistake of who asks.
  if (value === null || value === undefined) return undefined;
  throw new InvalidArgumentError(`cannot format: there is no .${name} here`);
}

/** `status=running`, many times, as the engine takes filters. */
export function filtersOf(entries: string[] | undefined): string | undefined {
  if (entries === undefined) return undefined;
  const filters: Record<string, string[]> = {};
  for (const entry of entries) {
    const equals = entry.indexOf('=');
    if (equals < 1) throw new InvalidArgumentError(`invalid filter '${entry}': expected name=value`);
    (filters[entry.slice(0, equals)] ??= []).push(entry.slice(equals + 1));
  }
  return JSON.stringify(filters);
}
