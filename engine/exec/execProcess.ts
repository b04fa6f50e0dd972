import type { OciProcess } from '../../spec/oci/OciConfig';
import { capabilitySets } from '../../spec/oci/capabilityRows';
import { resolveUser } from '../../spec/oci/resolveUser';
import { accountFiles } from '../containers/accountFiles';
import { invalid } from '../faults';
import type { Rootfs } from '../helper/protocol';

/** Body of `POST /containers/{id}/exec`. */
export interface ExecOptions {
  Cmd: string[];
  AttachStdin: boolean;
  AttachStdout: boolean;
  AttachStderr: boolean;
  Tty: boolean;
  Env: string[];
  WorkingDir: string;
  User: string;
  Privileged: boolean;
}

/**
 * The container's own process with what the exec changes. Limits, no_new_privs and, unless it is privileged, the capabilities there can be stay the
 * container's; which of them it has at once is up to its own user.
 */
export function execProcess(container: OciProcess, rootfs: Rootfs, options: ExecOptions, possible: string[]): OciProcess {
  const process = asUser(container, rootfs, options);
  const bounding = options.Privileged ? possible : container.capabilities?.bounding;
  return bounding === undefined ? process : { ...process, capabilities: capabilitySets(process.user.uid, bounding) };
}

function asUser(container: OciProcess, rootfs: Rootfs, options: ExecOptions): OciProcess {
  const env = mergeEnv(container.env ?? [], [...(options.Tty ? ['TERM=xterm'] : []), ...options.Env]);
  const process: OciProcess = { ...container, consoleSize: undefined, args: options.Cmd, terminal: options.Tty, env };
  if (options.WorkingDir !== '') process.cwd = options.WorkingDir;
  if (options.User === '') return process;
  const { user, problems } = resolveUser({ user: options.User, ...accountFiles(rootfs) });
  if (problems.length > 0) throw invalid(problems.map(({ message }) => message).join('\n'));
  const { uid, gid, additionalGids } = user;
  return { ...process, user: { uid, gid, additionalGids }, env: mergeEnv(env, [`HOME=${user.home}`, ...options.Env]) };
}

function mergeEnv(base: string[], over: string[]): string[] {
  const merged = new Map<string, string>();
  for (const entry of [...base, ...over]) merged.set(entry.split('=', 1)[0] ?? '', entry);
  return [...merged.values()];
}
