import { chownSync, cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const APPLETS = ['cat', 'dd', 'echo', 'grep', 'id', 'ls', 'sh', 'sleep', 'true', 'yes', 'head', 'tail', 'wc'];

/** A root filesystem of one static program, whose files are `owner`'s. */
export function makeBusyboxRoot(path: string, owner = 0): void {
  const own = (name: string): void => chownSync(join(path, name), owner, owner);
  mkdirSync(path, { recursive: true });
  own('');
  for (const folder of ['bin', 'proc', 'dev', 'sys', 'tmp', 'mnt']) {
    mkdirSync(join(path, folder));
    own(folder);
  }
  cpSync('/bin/busybox', join(path, 'bin/busybox'));
  own('bin/busybox');
  for (const applet of APPLETS) symlinkSync('busybox', join(path, 'bin', applet));
}
