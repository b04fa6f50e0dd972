import { closest } from '../compose/check/closest';

function split(name: string): [parent: string, leaf: string] {
  const dot = name.lastIndexOf('.');
  return [name.slice(0, dot), name.slice(dot + 1)];
}

/** The name of a setting that was meant by one that is not there: a misspelt end, or the right end below another directory. Whole names are all alike. */
export function meantSysctl(name: string, known: readonly string[]): string | undefined {
  const [parent, leaf] = split(name);
  const all = known.map(split);
  const beside = all.flatMap(([directory, end]) => (directory === parent ? [end] : []));
  const end = closest(leaf, beside);
  if (end !== undefined) return `${parent}.${end}`;
  const directories = all.flatMap(([directory, other]) => (other === leaf ? [directory] : []));
  const directory = directories.length === 1 ? directories[0] : closest(parent, directories);
  return directory === undefined ? undefined : `${directory}.${leaf}`;
}
