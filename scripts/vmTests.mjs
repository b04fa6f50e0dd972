/**
 * The container cases of test/kernel again, on a pure cgroup v2 kernel in QEMU. The tests are bundled first: under plain
 * emulation, compiling them there would take longer than running them.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readCounts, testFiles } from './nodeTests.mjs';
import { root, run, step } from './steps.mjs';

const share = join(root, 'build/vm');
/** Seconds for the whole run, boot included. */
const limit = 2400;
/**
 * What depends on the kernel and its cgroups, with the docker command and the flags of run, which end in cgroup files, as root. Left out, as it would
 * only take its time again, ten times slower: the layers of images, the escapes, and our own command line, which talks to an engine that does the same
 * things here.
 */
const CASES = [
  ...['containers', 'delegated', 'docker', 'faults', 'flags', 'health', 'hostMounts', 'limits', 'oom', 'privilegedLimits'],
  ...['userManager', 'userNamespace'],
];

async function bundle() {
  const esbuild = await import('esbuild');
  rmSync(share, { recursive: true, force: true });
  mkdirSync(share, { recursive: true });
  const files = testFiles('test/kernel').filter((file) => CASES.includes(basename(file, '.test.ts')));
  await esbuild.build({
    entryPoints: Object.fromEntries(files.map((file) => [basename(file, '.ts'), join(root, file)])),
    outdir: share,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
  });
  return files.map((file) => join(share, `${basename(file, '.ts')}.cjs`));
}

/** The whole clone is shared with the machine: its own /tmp and /run would hide one that lies there. */
export async function vmTests() {
  const files = await step('Bundling the container cases', bundle);
  const counts = join(share, 'counts.json');
  const reporters = [
    ...['--test-reporter', 'spec', '--test-reporter-destination', 'stdout'],
    ...['--test-reporter', join(root, 'scripts/countReporter.mjs'), '--test-reporter-destination', counts],
  ];
  const command = [process.execPath, '--test', '--test-concurrency=2', ...reporters, ...files];
  await run(
    [
      join(root, 'test/vm/run-in-vm'),
      '-m',
      '3072',
      '-s',
      String(limit),
      '-w',
      root,
      '--',
      'env',
      `BULKHEAD_ROOT=${root}`,
      ...command,
    ],
    {
      show: true,
      allowFailure: true,
    },
  );
  return readCounts(counts);
}
