import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './steps.mjs';

/** All `*.test.ts` below a folder of the project. */
export function testFiles(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join(folder, name))
    .sort();
}

/** Runs test files with node:test and resolves to `{ passed, failed, skipped }`; a run that leaves no count is one failure. */
export async function runNodeTests(
  name,
  files,
  { env = process.env, concurrency = 2, loader = ['--import', 'tsx'], prefix = [] } = {},
) {
  const counts = join(root, 'build', `${name}.counts.json`);
  mkdirSync(join(root, 'build'), { recursive: true });
  rmSync(counts, { force: true });
  const reporters = [
    ...['--test-reporter', 'spec', '--test-reporter-destination', 'stdout'],
    ...['--test-reporter', join(root, 'scripts/countReporter.mjs'), '--test-reporter-destination', counts],
  ];
  await run([...prefix, process.execPath, ...loader, '--test', `--test-concurrency=${concurrency}`, ...reporters, ...files], {
    show: true,
    allowFailure: true,
    env: { ...env, FORCE_COLOR: '0' },
  });
  return readCounts(counts);
}

export function readCounts(file) {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return text ? JSON.parse(text) : { passed: 0, failed: 1, skipped: 0 };
}
