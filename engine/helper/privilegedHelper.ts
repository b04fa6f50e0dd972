import { closeSync } from 'node:fs';
import { Fault, messageOf } from '../faults';
import type { BulkheadAddon } from './addon';

/** Root's, so nobody else can put a socket there. */
const DEFAULT_ROOT = '/run/bulkhead-helper';

/** Where a privileged helper for this user listens, if one does. `BULKHEAD_HELPER_SOCKET` overrides; empty is none, and root needs none. */
export function privilegedSocket(
  env: NodeJS.ProcessEnv = process.env,
  uid: number = process.getuid?.() ?? 0,
): string | undefined {
  if (uid === 0) return undefined;
  const path = env['BULKHEAD_HELPER_SOCKET'] ?? `${DEFAULT_ROOT}/${String(uid)}/helper.sock`;
  return path === '' ? undefined : path;
}

/**
 * A connection to it, or `undefined` when there is none. Whoever listens gets told what to run and is believed what runs, so it must be root:
 * that is the kernel's word (SO_PEERCRED), whatever the path. A socket that nobody listens on stays behind while containers of that helper
 * are left; another helper could neither see nor end them.
 */
export function connectPrivileged(addon: BulkheadAddon, path: string): number | undefined {
  const fd = connect(addon, path);
  if (fd === undefined) return undefined;
  const { uid } = addon.peerCredentials(fd);
  if (uid === 0) return fd;
  closeSync(fd);
  throw new Fault('unavailable', `${path} belongs to uid ${String(uid)}, not to root: it is not a privileged helper; remove it`);
}

function connect(addon: BulkheadAddon, path: string): number | undefined {
  try {
    return addon.connectSeqPacket(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === 'ECONNREFUSED')
      throw new Fault(
        'unavailable',
        `the privileged helper on ${path} has ended, and containers of it are left: start it again, or remove the socket to go on without it`,
      );
    throw new Fault('unavailable', `the privileged helper on ${path} cannot be reached: ${messageOf(error)}`);
  }
}
