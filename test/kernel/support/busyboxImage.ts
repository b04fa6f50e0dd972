import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { ImageConfig } from '../../../spec/container/ImageConfig';
import type { TestImage } from './imageArchive';
import { tar, type TarEntry } from './tar';

export const BUSYBOX = 'example.test/busybox:1';

/** A small real image out of Debian's busybox-static: no network is needed, and every user can run it. */
export async function busyboxImage(config: ImageConfig = {}, reference = BUSYBOX): Promise<TestImage> {
  const tools = execFileSync('busybox', ['--list'], { encoding: 'utf8' }).split('\n').filter(Boolean);
  const binary = readFileSync(execFileSync('sh', ['-c', 'command -v busybox'], { encoding: 'utf8' }).trim());
  const directory = (name: string, mode = 0o755): TarEntry => ({ name, type: 'directory', mode });
  const layer = await tar([
    ...['bin/', 'etc/', 'proc/', 'sys/', 'dev/', 'var/'].map((name) => directory(name)),
    directory('tmp/', 0o1777),
    directory('root/', 0o700),
    { name: 'bin/busybox', mode: 0o755, content: binary },
    ...tools
      .filter((tool) => tool !== 'busybox')
      .map((tool): TarEntry => ({ name: `bin/${tool}`, type: 'symlink', linkname: 'busybox' })),
    { name: 'etc/passwd', content: 'root:x:0:0:root:/root:/bin/sh\nsailor:x:1000:1000::/:/bin/sh\n' },
    { name: 'etc/group', content: 'root:x:0:\nsailor:x:1000:\n' },
  ]);
  return { reference, layers: [layer], config: { Env: ['PATH=/bin'], Cmd: ['sh'], ...config } };
}
