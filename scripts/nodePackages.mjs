import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, step } from './steps.mjs';

/** `npm ci`, unless what is installed came from this very lock file. */
export async function ensureNodePackages() {
  const stamp = join(root, 'node_modules', '.installed-from');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await step('Installing npm packages', () => run(['npm', 'ci', '--no-audit', '--no-fund', '--ignore-scripts=false']));
  writeFileSync(stamp, wanted);
}
