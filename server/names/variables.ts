import { dirname, join } from 'node:path';
import { rangeInFile } from '../../spec/yaml/Located';
import type { Located } from '../../spec/yaml/Located';
import type { SpecDocument } from '../documents/SpecDocument';
import type { NamePlace } from './Occurrence';

/** `$$` is a dollar sign. */
const VARIABLE = /\$(?:\$|\{?([a-zA-Z_]\w*))/g;
const ASSIGNMENT = /^([ \t]*(?:export[ \t]+)?)([a-zA-Z_]\w*)[ \t]*=/gm;

const MAX_PLACES = 20_000;

/** Variables where the values of one file's own tree use them. */
export function variablesIn(root: Located, file: string, text: string): NamePlace[] {
  const places: NamePlace[] = [];
  // What an alias stands for is written once.
  const seen = new Set<Located>();
  // A mapping that `<<` merges is another node with the same values: by where they start.
  const starts = new Set<number>();
  const visit = (node: Located): void => {
    if (places.length >= MAX_PLACES || seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'seq') node.items.forEach(visit);
    else if (node.kind === 'map') for (const { value } of node.entries.values()) visit(value);
    else if (node.isInterpolated && node.origin.file === file) {
      const [start, end] = rangeInFile(node);
      if (starts.has(start)) return;
      starts.add(start);
      for (const { index, 0: whole, 1: name } of text.slice(start, end).matchAll(VARIABLE)) {
        const last = start + index + whole.length;
        if (name !== undefined) places.push({ name, isDefinition: false, file, range: [last - name.length, last] });
      }
    }
  };
  visit(root);
  return places;
}

function assignmentsIn(file: string, text: string): NamePlace[] {
  return [...text.matchAll(ASSIGNMENT)].map(({ index, 1: before = '', 2: name = '' }) => {
    const start = index + before.length;
    return { name, isDefinition: true, file, range: [start, start + name.length] };
  });
}

/**
 * The variable an offset is in, in `.env` and in all files of the project. It cannot be renamed from here: the environment of the
 * process may set it, too.
 */
export function variableAt(document: SpecDocument, offset: number): { here: NamePlace; all: NamePlace[] } | undefined {
  const textOf = (file: string): string => document.readFile(file) ?? '';
  const own = document.root ? variablesIn(document.root, document.path, document.text) : [];
  const here = own.find(({ range: [start, end] }) => start <= offset && offset <= end);
  if (!here) return undefined;
  const [first = document.path] = document.projectFiles;
  const env = join(dirname(first), '.env');
  const all = [
    ...assignmentsIn(env, textOf(env)),
    ...[...document.roots].flatMap(([file, root]) => variablesIn(root, file, textOf(file))),
  ];
  return { here, all: all.filter(({ name }) => name === here.name) };
}
