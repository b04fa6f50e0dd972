import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A static program as `/bin/true` in the root filesystem that bundle and image share; busybox answers to the name it is called by. */
function makeRootfs(rootfs: string): void {
  for (const folder of ['bin', 'proc', 'dev', 'sys', 'etc']) mkdirSync(join(rootfs, folder), { recursive: true });
  cpSync('/bin/busybox', join(rootfs, 'bin/true'));
}

/** The smallest OCI bundle that all runtimes accept. */
export function makeBundle(bundle: string): void {
  makeRootfs(join(bundle, 'rootfs'));
  const config = {
    ociVersion: '1.0.2',
    root: { path: 'rootfs' },
    process: { args: ['/bin/true'], cwd: '/', user: { uid: 0, gid: 0 }, env: ['PATH=/bin'], noNewPrivileges: true },
    mounts: [
      { destination: '/proc', type: 'proc', source: 'proc' },
      { destination: '/dev', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'mode=755'] },
    ],
    linux: { namespaces: ['mount', 'pid', 'network', 'ipc', 'uts'].map((type) => ({ type })) },
  };
  writeFileSync(join(bundle, 'config.json'), JSON.stringify(config));
}
