import { isAbsolute, resolve } from 'node:path';
import { textOf, valueAt } from '../../yaml/Located';
import type { Located } from '../../yaml/Located';
import type { PlacedProblem } from '../../Problem';
import { parseDotEnv } from '../dotenv';
import { report } from '../LoadContext';
import type { NormalizeContext } from './NormalizeContext';
import type { Reader } from './readers';

export function resolvePath(context: Pick<NormalizeContext, 'env'>, node: Located, path: string): string {
  if (path === '~' || path.startsWith('~/')) return resolve(context.env['HOME'] ?? '/', path.slice(2) || '.');
  return isAbsolute(path) ? resolve(path) : resolve(node.origin.baseDir, path);
}

/** `raw`: each line is taken as it stands. */
function rawLines(text: string): Map<string, string | undefined> {
  const lines = text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.split('=', 1)[0] ?? '', line.includes('=') ? line.slice(line.indexOf('=') + 1) : undefined]),
  );
}

/** What files of variables are read with. */
type EnvFileContext = Pick<NormalizeContext, 'readFile' | 'lookup' | 'env'>;

/** The keys of a service that name such files. */
type EnvFileKey = 'env_file' | 'label_file';

interface EnvFiles {
  variables: Map<string, string | undefined>;
  problems: PlacedProblem[];
}

function readEnvFile(context: EnvFileContext, key: EnvFileKey, item: Located, { variables, problems }: EnvFiles): void {
  const pathNode = item.kind === 'map' ? valueAt(item, 'path') : item;
  const pathText = textOf(pathNode);
  if (!pathNode || pathText === undefined) return;
  const path = resolvePath(context, pathNode, pathText);
  const text = context.readFile(path);
  if (text === undefined) {
    // A file of labels cannot be one that may be missing, which is what a fix for a file of variables offers.
    const code = key === 'env_file' ? 'env-file-not-found' : 'file-not-found';
    if (textOf(valueAt(item, 'required')) !== 'false')
      report({ problems }, code, pathNode, `${key} ${path} does not exist or cannot be read.`);
    return;
  }
  if (textOf(valueAt(item, 'format')) === 'raw') {
    for (const [name, value] of rawLines(text)) variables.set(name, value);
    return;
  }
  const parsed = parseDotEnv(text, path, (name) => context.lookup(name) ?? variables.get(name));
  problems.push(...parsed.problems);
  for (const [name, value] of parsed.variables) variables.set(name, value);
}

/** The files under one key; of what a later file says again the later counts. */
export function readEnvFiles(context: EnvFileContext, key: EnvFileKey, node: Located | undefined): EnvFiles {
  const files: EnvFiles = { variables: new Map(), problems: [] };
  if (node?.kind === 'seq') for (const item of node.items) readEnvFile(context, key, item, files);
  return files;
}

/** Files first, in order; then `environment`. A name without a value is taken from the environment, and left out when it is not there. */
export function serviceEnvironment(context: NormalizeContext, read: Reader): string[] {
  const { variables } = readEnvFiles(context, 'env_file', read.node('env_file'));
  for (const [name, value] of Object.entries(read.dict('environment'))) variables.set(name, value);
  return [...variables].flatMap(([name, value]) => {
    const found = value ?? context.lookup(name);
    return found === undefined ? [] : [`${name}=${found}`];
  });
}

export function serviceLabels(context: NormalizeContext, read: Reader): Record<string, string> {
  const { variables: labels } = readEnvFiles(context, 'label_file', read.node('label_file'));
  for (const [name, value] of Object.entries(read.dict('labels'))) labels.set(name, value);
  return Object.fromEntries([...labels].map(([name, value]) => [name, value ?? '']));
}
