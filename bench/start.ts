/**
 * Start to exit of a static `true`, side by side in one run: by the helper alone, by bubblewrap, crun and runc over the same bundle, and by the
 * docker command against our engine. Prints a table of medians and of ratios to the first row. Run as root: `npm run bench:start`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'bulkhead-bench-'));
const bundle = join(scratch, 'bundle');
const rounds = Number(process.env['ROUNDS'] ?? 30);

function makeBundle(): void {
  mkdirSync(join(bundle, 'rootfs/bin'), { recursive: true });
  for (const folder of ['proc', 'dev', 'sys']) mkdirSync(join(bundle, 'rootfs', folder));
  cpSync('/bin/busybox', join(bundle, 'rootfs/bin/true'));
  const namespaces = ['mount', 'pid', 'network', 'ipc', 'uts'].map((type) => ({ type }));
  const config = {
    ociVersion: '1.0.2',
    root: { path: 'rootfs' },
    process: { args: ['/bin/true'], cwd: '/', user: { uid: 0, gid: 0 }, env: ['PATH=/bin'], noNewPrivileges: true },
    mounts: [
      { destination: '/proc', type: 'proc', source: 'proc' },
      { destination: '/dev', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'mode=755'] },
    ],
    linux: { namespaces },
  };
  writeFileSync(join(bundle, 'config.json'), JSON.stringify(config));
}

const env = { ...process.env, BULKHEAD_DATA: join(scratch, 'data'), BULKHEAD_RUN: join(scratch, 'run') };
const dockerEnv = { ...env, DOCKER_HOST: `unix://${join(scratch, 'run/engine.sock')}` };
// crun of Debian 12 refuses a hybrid host; hidden from it, the v2 mount is not there.
const withoutUnified = (command: string[]) => [
  'unshare',
  '-m',
  'sh',
  '-c',
  'mountpoint -q /sys/fs/cgroup/unified && mount -t tmpfs none /sys/fs/cgroup/unified; exec "$@"',
  'sh',
  ...command,
];

const ways: [name: string, command: string[], env?: NodeJS.ProcessEnv][] = [
  ['bulkhead-helper run', [join(root, 'dist/bulkhead-helper'), 'run', '--bundle', bundle, '--run', join(scratch, 'helper')]],
  ['bare', [join(bundle, 'rootfs/bin/true')]],
  ['bwrap', ['bwrap', '--unshare-all', '--bind', join(bundle, 'rootfs'), '/', '--proc', '/proc', '--dev', '/dev', '/bin/true']],
  ['crun', withoutUnified(['crun', 'run', '--bundle', bundle, 'bench-crun'])],
  ['runc', ['runc', 'run', '--bundle', bundle, 'bench-runc']],
  ['docker run (Bulkhead)', ['docker', 'run', '--rm', 'bulkhead.local/host', 'true'], dockerEnv],
  ['bulkhead run', [process.execPath, join(root, 'dist/bulkhead'), 'run', '--rm', 'bulkhead.local/host', 'true'], env],
];

function timeMs(command: string[], environment: NodeJS.ProcessEnv): number {
  const [file = '', ...args] = command;
  const started = process.hrtime.bigint();
  const { status, stderr } = spawnSync(file, args, { env: environment, encoding: 'utf8' });
  const elapsed = Number(process.hrtime.bigint() - started) / 1e6;
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}: ${stderr}`);
  return elapsed;
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

try {
  makeBundle();
  execFileSync(process.execPath, [join(root, 'dist/bulkhead'), 'engine', 'start'], { env, stdio: 'ignore' });
  const times = new Map<string, number[]>(ways.map(([name]) => [name, []]));
  // Round by round, so that what slows the machine down slows all of them.
  for (let round = 0; round < rounds; round++)
    for (const [name, command, environment] of ways) times.get(name)?.push(timeMs(command, environment ?? process.env));
  const base = median(times.get(ways[0]?.[0] ?? '') ?? []);
  process.stdout.write('| way | median ms | best ms | ratio |\n|---|---|---|---|\n');
  for (const [name, all] of times)
    process.stdout.write(
      `| ${name} | ${median(all).toFixed(1)} | ${Math.min(...all).toFixed(1)} | ${(median(all) / base).toFixed(2)} |\n`,
    );
} finally {
  spawnSync(process.execPath, [join(root, 'dist/bulkhead'), 'engine', 'stop'], { env, stdio: 'ignore' });
  rmSync(scratch, { recursive: true, force: true });
}
