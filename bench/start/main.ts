/**
 * Start to exit of a static `true`, side by side in one run: the helper, bubblewrap, crun and runc over the same root filesystem; and the same container
 * of the same image by our engine, dockerd and podman, where those can be started, asked for by the same client of the API and by the same `docker run`. A
 * stand-in that runs nothing shows what client and command themselves take. Prints a table of medians and of ratios for each. Run as root:
 * `npm run bench:start`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandWay } from '../support/commandWay';
import { runSideBySide, tableOf, type Way } from '../support/sideBySide';
import { ApiClient } from './ApiClient';
import { makeBundle } from './bundle';
import { flags, imageName, spec } from './container';
import type { Daemon } from './Daemon';
import { makeImage } from './image';
import { watchPeerCgroups } from './peerCgroups';
import { startDockerd, startStandIn, startPodman, withoutUnified, type StartPeer } from './peers';

const root = join(__dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'bulkhead-bench-'));
/** In memory, where /run is, and all engines by default have what does not outlast a start of the machine. */
const runRoot = mkdtempSync('/dev/shm/bulkhead-bench-');
const bundle = join(scratch, 'bundle');
const rootfs = join(bundle, 'rootfs');
const rounds = Number(process.env['ROUNDS'] ?? 30);
/** An engine that stays has soon loaded and compiled what it needs. */
const WARM_UPS = 10;
const commandLine = join(root, 'dist/bulkhead');
const env = { ...process.env, BULKHEAD_DATA: join(scratch, 'data'), BULKHEAD_RUN: join(runRoot, 'bulkhead') };
const helper = [join(root, 'dist/bulkhead-helper'), 'run', '--bundle', bundle, '--run', join(runRoot, 'helper')];

const inside: Way[] = [
  commandWay('bulkhead-helper run', helper),
  commandWay('bare', [join(rootfs, 'bin/true')]),
  commandWay('bwrap', ['bwrap', '--unshare-all', '--bind', rootfs, '/', '--proc', '/proc', '--dev', '/dev', '/bin/true']),
  commandWay('crun', withoutUnified(['crun', 'run', '--bundle', bundle, 'bench-crun'])),
  commandWay('runc', ['runc', 'run', '--bundle', bundle, 'bench-runc']),
];

const overApi: Way[] = [];
const byCommand: Way[] = [];
const clients: ApiClient[] = [];
const daemons: Daemon[] = [];

function addEngine(name: string, socketPath: string): void {
  const client = new ApiClient(socketPath);
  clients.push(client);
  overApi.push({ name: `API, ${name}`, run: () => client.run(spec) });
  const dockerEnv = { ...process.env, DOCKER_HOST: `unix://${socketPath}` };
  byCommand.push(commandWay(`docker run, ${name}`, ['docker', 'run', ...flags, imageName], dockerEnv));
}

/** A peer that cannot be started is left out, and the reason is said. */
async function addPeer(name: string, start: StartPeer, archive?: string): Promise<void> {
  try {
    const daemon = await start(join(scratch, name), join(runRoot, name));
    daemons.push(daemon);
    if (archive !== undefined) daemon.docker('load', '-i', archive);
    const { status, stderr } = daemon.docker('run', ...flags, imageName);
    if (status !== 0) throw new Error(stderr);
    addEngine(name, daemon.socketPath);
  } catch (error) {
    process.stdout.write(`${name} is not in the table: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

function bulkhead(...args: string[]): void {
  execFileSync(commandLine, args, { env, stdio: 'ignore' });
}

async function main(): Promise<void> {
  const removePeerCgroups = watchPeerCgroups();
  try {
    makeBundle(bundle);
    const archive = makeImage(rootfs, scratch);
    bulkhead('engine', 'start');
    bulkhead('load', '-i', archive);
    addEngine('Bulkhead', join(runRoot, 'bulkhead/engine.sock'));
    byCommand.push(commandWay('bulkhead run', [commandLine, 'run', ...flags, imageName], env));
    await addPeer('stand-in', startStandIn);
    await addPeer('dockerd', startDockerd, archive);
    await addPeer('podman', startPodman, archive);
    process.stdout.write(`${tableOf(await runSideBySide(inside, rounds), 'bulkhead-helper run')}\n`);
    process.stdout.write(`${tableOf(await runSideBySide(overApi, rounds, WARM_UPS), 'API, Bulkhead')}\n`);
    process.stdout.write(
      tableOf(await runSideBySide(byCommand, rounds, WARM_UPS), 'docker run, Bulkhead', 'docker run, stand-in'),
    );
  } finally {
    for (const client of clients) client.close();
    await Promise.all(daemons.map((daemon) => daemon.stop()));
    await removePeerCgroups();
    spawnSync(commandLine, ['engine', 'stop'], { env, stdio: 'ignore' });
    for (const directory of [scratch, runRoot])
      rmSync(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

void main();
