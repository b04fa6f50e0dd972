/** What is checked without running the product: types, lint, format, import rules, dead code. Each is one case. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildNative } from './build.mjs';
import { CommandFailed, root, run, step } from './steps.mjs';

const local = (tool, ...args) => ['npx', '--no-install', tool, ...args];

function nativeSources(...extensions) {
  return readdirSync(join(root, 'runtime-native'), { recursive: true })
    .filter((name) => extensions.some((extension) => name.endsWith(extension)))
    .map((name) => join('runtime-native', name));
}

const all = {
  'types (tsc)': () => run(local('tsc', '--noEmit')),
  'lint (typescript-eslint)': () => run(local('eslint', '.')),
  'format (prettier)': () => run(local('prettier', '--check', '--log-level', 'warn', '.')),
  'import rules (dependency-cruiser)': () =>
    run(
      local(
        'depcruise',
        '--config',
        '.dependency-cruiser.cjs',
        'api',
        'bench',
        'engine',
        'extension',
        'loader',
        'registry',
        'server',
        'spec',
        'test',
      ),
    ),
  'dead code (knip)': () => run(local('knip')),
  'format (clang-format)': () => run(['clang-format', '--dry-run', '--Werror', ...nativeSources('.cc', '.h')]),
  'lint (clang-tidy)': async () => {
    await buildNative('debug');
    await run(['run-clang-tidy', '-quiet', '-j', '2', '-p', 'build/debug', 'runtime-native/']);
  },
};

export async function checks() {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, check] of Object.entries(all)) {
    try {
      await step(name, check);
      counts.passed++;
    } catch (error) {
      process.stdout.write(`${error instanceof CommandFailed ? error.output : error.stack}\n`);
      counts.failed++;
    }
  }
  return counts;
}
