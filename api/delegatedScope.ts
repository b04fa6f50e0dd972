import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const TIMEOUT_MS = 10_000;

/** `scope`: what to put before a command; empty where there is no use for one. `reason`: why there is none although one was asked for. */
export interface ScopeAnswer {
  scope: readonly string[];
  reason?: string;
}

/**
 * A cgroup that belongs to nobody but what runs in it, from the user's systemd manager: without one, cgroup v2 lets a user who is not root
 * limit nothing. A shell's own cgroup will not do even where it is the user's, since it has other processes in it. `systemd-run --scope` becomes
 * the command, so that pid and exit status stay its own. Root needs none, and users get no controllers of cgroup v1.
 */
export async function delegatedScope(
  env: NodeJS.ProcessEnv = process.env,
  uid: number = process.getuid?.() ?? 0,
  cgroupRoot = '/sys/fs/cgroup',
): Promise<ScopeAnswer> {
  const runtime = env['XDG_RUNTIME_DIR'] ?? '';
  if (uid === 0 || runtime === '' || !existsSync(join(cgroupRoot, 'cgroup.controllers'))) return { scope: [] };
  if (!existsSync(join(runtime, 'systemd/private'))) return { scope: [] };
  const scope = ['systemd-run', '--user', '--scope', '--quiet', '--collect', '--property=Delegate=yes', '--'];
  const reason = await failureOf([...scope, 'true'], env);
  return reason === undefined ? { scope } : { scope: [], reason };
}

/** Asked with a command that does nothing: a manager that cannot give a scope must not keep the engine from starting. */
function failureOf([file = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(file, args, { env, timeout: TIMEOUT_MS }, (error, _, stderr) => {
      const said = stderr.trim();
      resolve(error ? (said === '' ? error.message : said) : undefined);
    });
  });
}
