/** YAML to be written: texts are as they shall stand, quotes included. */
export type YamlText = string | readonly YamlText[] | YamlEntries;
/** `undefined` is a key without a value. */
export interface YamlEntries {
  readonly entries: readonly (readonly [key: string, value: YamlText | undefined])[];
}

export const isList = (value: YamlText): value is readonly YamlText[] => Array.isArray(value);

/** On one line. */
export function flowText(value: YamlText): string {
  if (typeof value === 'string') return value;
  if (isList(value)) return `[${value.map(flowText).join(', ')}]`;
  const pairs = value.entries.map(([key, one]) => (one === undefined ? `${key}:` : `${key}: ${flowText(one)}`));
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

/** What stands behind a key that is at `indent`: on its line, or on lines below it, each level of which is indented by `step` blanks. */
export function blockText(value: YamlText, indent: string, step: number): string {
  if (typeof value === 'string') return ` ${value}`;
  const inner = indent + ' '.repeat(step);
  if (isList(value)) return value.length === 0 ? ' []' : value.map((item) => `\n${inner}- ${flowText(item)}`).join('');
  if (value.entries.length === 0) return ' {}';
  return value.entries.map(([key, one]) => `\n${inner}${key}:${one === undefined ? '' : blockText(one, inner, step)}`).join('');
}
