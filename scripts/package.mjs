/** `npm run package`: dist/bulkhead-linux-x64.vsix, with all it needs inside. */
import { join } from 'node:path';
import { build } from './build.mjs';
import { main, root, run, step } from './steps.mjs';

const vsix = join(root, 'dist', 'bulkhead-linux-x64.vsix');

export async function packageExtension() {
  await build();
  await step('Packing dist/bulkhead-linux-x64.vsix', () =>
    run([
      'npx',
      '--no-install',
      'vsce',
      'package',
      '--target',
      'linux-x64',
      '--no-dependencies',
      '--allow-missing-repository',
      '--no-rewrite-relative-links',
      '--out',
      vsix,
    ]),
  );
  return vsix;
}

if (process.argv[1] === new URL(import.meta.url).pathname) main(packageExtension);
