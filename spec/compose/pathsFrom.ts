import { isAbsolute, relative, resolve } from 'node:path';
import type { Located, LocatedScalar } from '../yaml/Located';
import { alternatives } from './check/checkProjectTree';
import type { ValueType } from './vocabulary/ValueType';

/** A path of the host before the target of a short mount; anything else there is a name. */
const MOUNT_SOURCE = /^(\.{1,2}(?:\/[^:]*)?)(?=:|$)/;
/** Builds take addresses of Git, too. */
const ADDRESS = /^[a-z][a-z+.-]*:|^git@|^github\.com\//i;

const SOURCES: ReadonlySet<string | undefined> = new Set(['directory', 'file', 'path']);

/** From a directory, as people write it. */
function pathFrom(directory: string, path: string): string {
  const found = relative(directory, path);
  return found === '' ? '.' : found.startsWith('..') ? found : `./${found}`;
}

/** Which part of a text of one of these types is a path below its file's directory. */
function pathIn(text: string, types: readonly ValueType[]): string | undefined {
  if (types.some(({ kind }) => kind === 'volume')) return MOUNT_SOURCE.exec(text)?.[1];
  const sources = types.map((type) => (type.kind === 'string' ? type.source : undefined));
  if (!sources.some((source) => SOURCES.has(source)) || text === '' || isAbsolute(text)) return undefined;
  // What may be the name of a volume is a path only if it looks like one.
  return /^[~$]/.test(text) || ADDRESS.test(text) || (sources.includes('path') && !text.startsWith('.')) ? undefined : text;
}

function moved(node: LocatedScalar, types: readonly ValueType[], directory: string): LocatedScalar {
  const { value, origin } = node;
  const path = typeof value === 'string' && origin.baseDir !== directory ? pathIn(value, types) : undefined;
  if (path === undefined) return node;
  const text = pathFrom(directory, resolve(origin.baseDir, path)) + String(value).slice(path.length);
  return { ...node, value: text, source: text };
}

/** A tree with the paths of files elsewhere as they are from one directory. The Dockerfile of a build is below its context wherever that is. */
export function pathsFrom<Node extends Located>(directory: string, node: Node, type: ValueType | undefined): Node;
export function pathsFrom(directory: string, node: Located, type: ValueType | undefined): Located {
  if (type === undefined) return node;
  const types = alternatives(type);
  if (node.kind === 'scalar') return moved(node, types, directory);
  if (node.kind === 'seq') {
    const of = types.find((one) => one.kind === 'list')?.of;
    return { ...node, items: node.items.map((item) => pathsFrom(directory, item, of)) };
  }
  const entries = [...node.entries].map(([key, entry]) => {
    const inner = key === 'dockerfile' ? undefined : typeOfEntry(types, key);
    return [key, { ...entry, value: pathsFrom(directory, entry.value, inner) }] as const;
  });
  return { ...node, entries: new Map(entries) };
}

function typeOfEntry(types: readonly ValueType[], key: string): ValueType | undefined {
  for (const one of types) {
    if (one.kind === 'object' && Object.hasOwn(one.keys, key)) return one.keys[key]?.type;
    if (one.kind === 'dict' && !(one.keys && key.startsWith('x-'))) return one.of;
  }
  return undefined;
}
