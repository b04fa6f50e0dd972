/**
 * Start to exit of a static `true`, side by side in one run: the helper, bubblewrap, crun and runc over the same root filesystem; and the same
 * `docker run` of the same image against our engine, dockerd and podman, where those can be started, and against one that runs nothing, which shows what the
 * command itself takes. Prints a table of medians and of ratios for each. Run as root: `npm run bench:start`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runSideBySide, tableOf, type Way } from '../support/sideBySide';
import { makeBundle } from './bundle';
import type { Daemon } from './Daemon';
import { imageName, makeImage } from './image';
import { watchPeerCgroups } from './peerCgroups';
import { startDockerd, startStandIn, startPodman, withoutUnified } from './peers';

const root = join(__dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'bulkhead-bench-'));
const bundle = join(scratch, 'bundle');
const rootfs = join(bundle, 'rootfs');
const rounds = Number(process.env['ROUNDS'] ?? 30);
const commandLine = [process.execPath, join(root, 'dist/bulkhead')];
const env = { ...process.env, BULKHEAD_DATA: join(scratch, 'data'), BULKHEAD_RUN: join(scratch, 'run') };
const dockerEnv = { ...env, DOCKER_HOST: `unix://${join(scratch, 'run/engine.sock')}` };

/** The limits are podman's need: its own defaults are above what a machine without CAP_SYS_RESOURCE may set. */
const flags = ['--rm', '--network', 'none', '--ulimit', 'nofile=1024:1024', '--ulimit', 'nproc=1024:1024'];
const dockerRun = ['docker', 'run', ...flags, imageName];

function wayOf(engine: string): string {
  return `docker run, ${engine}`;
}

const inside: Way[] = [
  {
    name: 'bulkhead-helper run',
    command: [join(root, 'dist/bulkhead-helper'), 'run', '--bundle', bundle, '--run', join(scratch, 'helper')],
  },
  { name: 'bare', command: [join(rootfs, 'bin/true')] },
  { name: 'bwrap', command: ['bwrap', '--unshare-all', '--bind', rootfs, '/', '--proc', '/proc', '--dev', '/dev', '/bin/true'] },
  { name: 'crun', command: withoutUnified(['crun', 'run', '--bundle', bundle, 'bench-crun']) },
  { name: 'runc', command: ['runc', 'run', '--bundle', bundle, 'bench-runc'] },
];

const outside: Way[] = [
  { name: wayOf('Bulkhead'), command: dockerRun, env: dockerEnv },
  { name: 'bulkhead run', command: [...commandLine, 'run', ...flags, imageName], env },
];

const daemons: Daemon[] = [];

/** A peer that cannot be started is left out, and the reason is said. */
async function addPeer(name: string, start: (directory: string) => Promise<Daemon>, archive?: string): Promise<void> {
  try {
    const daemon = await start(join(scratch, name));
    daemons.push(daemon);
    if (archive !== undefined) execFileSync('docker', ['load', '-i', archive], { env: daemon.env, stdio: 'ignore' });
    const [, ...args] = dockerRun;
    const { status, stderr } = daemon.docker(...args);
    if (status !== 0) throw new Error(stderr);
    outside.push({ name: wayOf(name), command: dockerRun, env: daemon.env });
  } catch (error) {
    process.stdout.write(`${name} is not in the table: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

function bulkhead(...args: string[]): void {
  const [file = '', ...words] = commandLine;
  execFileSync(file, [...words, ...args], { env, stdio: 'ignore' });
}

async function main(): Promise<void> {
  const removePeerCgroups = watchPeerCgroups();
  try {
    makeBundle(bundle);
    const archive = makeImage(rootfs, scratch);
    bulkhead('engine', 'start');
    bulkhead('load', '-i', archive);
    await addPeer('stand-in', startStandIn);
    await addPeer('dockerd', startDockerd, archive);
    await addPeer('podman', startPodman, archive);
    process.stdout.write(`${tableOf(runSideBySide(inside, rounds), 'bulkhead-helper run')}\n`);
    process.stdout.write(tableOf(runSideBySide(outside, rounds), wayOf('Bulkhead'), wayOf('stand-in')));
  } finally {
    await Promise.all(daemons.map((daemon) => daemon.stop()));
    removePeerCgroups();
    const [file = '', ...words] = commandLine;
    spawnSync(file, [...words, 'engine', 'stop'], { env, stdio: 'ignore' });
    rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

void main();
