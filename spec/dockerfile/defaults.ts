import { expand } from './expand';

/** Deeper than this nobody lets a default depend on others. */
const MAX_DEPTH = 10;

type Defaults = ReadonlyMap<string, string | null>;

/** The value of a default, which may have variables itself. */
function valueIn(known: Defaults, name: string, depth = 0): string | null | undefined {
  const value = known.get(name);
  if (value === null || value === undefined || !value.includes('$')) return value;
  return depth > MAX_DEPTH ? undefined : expand(value, (inner) => valueIn(known, inner, depth + 1));
}

/** A text of a FROM line with the defaults of the ARGs before the first one; `undefined` when one of its variables has none. */
export function withDefaults(text: string, globals: Defaults): string | undefined {
  return expand(text, (name) => (globals.has(name) ? valueIn(globals, name) : undefined));
}
