import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 20_000;

/** A peer's engine with a socket of its own, in namespaces of its own so that it changes nothing of the machine's. */
export class Daemon {
  readonly env: NodeJS.ProcessEnv;
  readonly socketPath: string;
  private readonly child: ChildProcess;
  private readonly log: string;

  private constructor(directory: string, script: string, env: NodeJS.ProcessEnv) {
    this.log = join(directory, 'log');
    const log = openSync(this.log, 'w');
    const words = ['--mount', '--net', '--pid', '--fork', '--kill-child', '--mount-proc', 'sh', '-c', script];
    this.child = spawn('unshare', words, { env: { ...process.env, ...env }, stdio: ['ignore', log, log] });
    closeSync(log);
    this.socketPath = join(directory, 'engine.sock');
    this.env = { ...process.env, DOCKER_HOST: `unix://${this.socketPath}` };
  }

  /** `script` is given the directory and has to listen on `engine.sock` in it. Fails with the end of its log. */
  static async start(directory: string, script: (directory: string) => string, env: NodeJS.ProcessEnv = {}): Promise<Daemon> {
    mkdirSync(directory, { recursive: true });
    const daemon = new Daemon(directory, script(directory), env);
    const deadline = Date.now() + PATIENCE_MS;
    while (daemon.docker('version').status !== 0) {
      if (daemon.child.exitCode !== null || Date.now() > deadline) {
        await daemon.stop();
        throw new Error(readFileSync(daemon.log, 'utf8').trim().split('\n').slice(-3).join('; '));
      }
      await sleep(200);
    }
    return daemon;
  }

  docker(...args: string[]): { status: number | null; stderr: string } {
    return spawnSync('docker', args, { env: this.env, encoding: 'utf8' });
  }

  /** The daemon is the first process of a pid namespace of its own: all that it started ends with it. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
}
