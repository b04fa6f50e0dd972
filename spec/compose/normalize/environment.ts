import { isAbsolute, resolve } from 'node:path';
import { textOf, valueAt } from '../../yaml/Located';
import type { Located } from '../../yaml/Located';
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

function readEnvFile(context: NormalizeContext, item: Located, collected: Map<string, string | undefined>): void {
  const pathNode = item.kind === 'map' ? valueAt(item, 'path') : item;
  const pathText = textOf(pathNode);
  if (!pathNode || pathText === undefined) return;
  const path = resolvePath(context, pathNode, pathText);
  const text = context.readFile(path);
  if (text === undefined) {
    if (textOf(valueAt(item, 'required')) !== 'false')
      report(context, 'env-file-not-found', pathNode, `env_file ${path} does not exist or cannot be read.`);
    return;
  }
  if (textOf(valueAt(item, 'format')) === 'raw') {
    for (const [name, value] of rawLines(text)) collected.set(name, value);
    return;
  }
  const parsed = parseDotEnv(text, path, (name) => context.lookup(name) ?? collected.get(name));
  context.problems.push(...parsed.problems);
  for (const [name, value] of parsed.variables) collected.set(name, value);
}

/** Files first, in order; then `environment`. A name without a value is taken from the environment, and left out when it is not there. */
export function serviceEnvironment(context: NormalizeContext, read: Reader): string[] {
  const variables = new Map<string, string | undefined>();
  for (const item of read.items('env_file')) readEnvFile(context, item, variables);
  for (const [name, value] of Object.entries(read.dict('environment'))) variables.set(name, value);
  return [...variables].flatMap(([name, value]) => {
    const found = value ?? context.lookup(name);
    return found === undefined ? [] : [`${name}=${found}`];
  });
}

export function serviceLabels(context: NormalizeContext, read: Reader): Record<string, string> {
  const labels = new Map<string, string | undefined>();
  for (const item of read.items('label_file')) readEnvFile(context, item, labels);
  for (const [name, value] of Object.entries(read.dict('labels'))) labels.set(name, value);
  return Object.fromEntries([...labels].map(([name, value]) => [name, value ?? '']));
}
