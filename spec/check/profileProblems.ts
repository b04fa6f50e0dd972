import { basename } from 'node:path';
import { seccompFile } from '../compose/seccompFile';
import { settle } from '../Problem';
import type { Problem } from '../Problem';
import { rangeInFile, valueAt } from '../yaml/Located';
import type { Located, LocatedMap } from '../yaml/Located';
import type { SeccompProfiles } from './SeccompProfiles';

type ReadFile = (path: string) => string | undefined;
type Env = Record<string, string | undefined>;

/** The items that name a file, whichever service has them: a fragment may be that of several. */
function namingItems(root: LocatedMap | undefined): Set<Located> {
  const services = valueAt(root, 'services');
  if (services?.kind !== 'map') return new Set();
  const all = [...services.entries.values()].flatMap(({ value }) => {
    const options = valueAt(value, 'security_opt');
    return options?.kind === 'seq' ? options.items : [];
  });
  return new Set(all.filter((item) => item.kind !== 'scalar' || !item.hasUnsetVariable));
}

function problemOf(item: Located, path: string, text: string, profiles: SeccompProfiles): Problem[] {
  const found = profiles.at(path, text).problems.map(settle);
  const errors = found.filter(({ severity }) => severity === 'error');
  const [first] = errors.length > 0 ? errors : found;
  if (!first) return [];
  const line = text.slice(0, first.range?.[0] ?? 0).split('\n').length;
  const others = found.length > 1 ? ` (and ${found.length - 1} more)` : '';
  const verdict = errors.length > 0 ? 'cannot be used' : 'does not do what it says';
  const message = `The seccomp profile ${basename(path)} ${verdict}: line ${line}: ${first.message}${others}`;
  const { severity } = first;
  return [{ code: 'seccomp-profile-invalid', severity, message, file: item.origin.file, range: rangeInFile(item) }];
}

/** What is wrong with the profiles of system calls that services name; one that is not there is found with the project. */
export function profileProblems(
  root: LocatedMap | undefined,
  readFile: ReadFile,
  env: Env,
  profiles: SeccompProfiles,
): Problem[] {
  return [...namingItems(root)].flatMap((item) => {
    const path = seccompFile(item, env);
    const text = path === undefined ? undefined : readFile(path);
    return path === undefined || text === undefined ? [] : problemOf(item, path, text, profiles);
  });
}
