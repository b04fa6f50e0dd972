import { textOf } from '../yaml/Located';
import type { Located } from '../yaml/Located';
import { resolvePath } from './normalize/environment';

const OPTION = /^seccomp[=:](?!(?:unconfined|builtin)$|\{)(.+)$/;

/** Path of the profile that an item of `security_opt` names, when it names a file. */
export function seccompFile(item: Located, env: Record<string, string | undefined>): string | undefined {
  const profile = OPTION.exec(textOf(item) ?? '')?.[1];
  return profile === undefined ? undefined : resolvePath({ env }, item, profile);
}
