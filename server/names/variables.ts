import { dirname, join } from 'node:path';
import { parseDotEnv } from '../../spec/compose/dotenv';
import { rangeInFile } from '../../spec/yaml/Located';
import type { Located, LocatedMap } from '../../spec/yaml/Located';
import type { NamePlace } from './Occurrence';

/** `$$` is a dollar sign. */
const VARIABLE = /\$(?:\$|\{?([a-zA-Z_]\w*))/g;

const MAX_PLACES = 20_000;

/** Variables that a part of a text uses. */
function usesIn(text: string, [start, end]: readonly [number, number], file: string): NamePlace[] {
  return [...text.slice(start, end).matchAll(VARIABLE)].flatMap(({ index, 0: whole, 1: name }): NamePlace[] => {
    const last = start + index + whole.length;
    return name === undefined ? [] : [{ name, isDefinition: false, file, range: [last - name.length, last] }];
  });
}

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
      const range = rangeInFile(node);
      if (starts.has(range[0])) return;
      starts.add(range[0]);
      places.push(...usesIn(text, range, file));
    }
  };
  visit(root);
  return places;
}

/** Variables of a file such as `.env`, where it sets them and where its values use them. */
export function variablesOfEnv(file: string, text: string): NamePlace[] {
  return parseDotEnv(text, file, () => '')
    .assignments.slice(0, MAX_PLACES)
    .flatMap(({ name, range, valueRange, isLiteral }): NamePlace[] => [
      { name, isDefinition: true, file, range },
      ...(isLiteral ? [] : usesIn(text, valueRange, file)),
    ]);
}

/** What variables are looked up in: a project. */
interface Project {
  path: string;
  projectFiles: readonly string[];
  roots: ReadonlyMap<string, LocatedMap>;
  readFile: (path: string) => string | undefined;
}

/** The file whose variables fill in a project. */
export function envOf({ path, projectFiles: [first = path] }: Pick<Project, 'path' | 'projectFiles'>): string {
  return join(dirname(first), '.env');
}

/** Every variable of a project, in `.env` and in all of its files. */
export function projectVariables(project: Project): NamePlace[] {
  const textOf = (file: string): string => project.readFile(file) ?? '';
  const env = envOf(project);
  return [
    ...variablesOfEnv(env, textOf(env)),
    ...[...project.roots].flatMap(([file, root]) => variablesIn(root, file, textOf(file))),
  ];
}

/** The variable an offset is in, in `.env` and in all files of the project. */
export function variableAt(
  document: Project & { root: LocatedMap | undefined; text: string },
  offset: number,
): { here: NamePlace; all: NamePlace[] } | undefined {
  const own = document.root ? variablesIn(document.root, document.path, document.text) : [];
  const here = own.find(({ range: [start, end] }) => start <= offset && offset <= end);
  return here && { here, all: projectVariables(document).filter(({ name }) => name === here.name) };
}
