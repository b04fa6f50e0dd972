import { spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The clone; bundled tests run elsewhere and are told. */
export const root = process.env['BULKHEAD_ROOT'] ?? join(__dirname, '../../..');

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A user without privileges but with sub-id ranges, made for the tests. */
const testUser = 'bulkhead-test';

export type Mode = 'root' | 'rootless';

/** An engine of its own, with its own data and run directories, as root or as a real unprivileged user. */
export class TestEngine {
  readonly mode: Mode;
  readonly directory: string;
  private readonly uid: number;
  private readonly env: NodeJS.ProcessEnv;

  private constructor(mode: Mode) {
    this.mode = mode;
    this.uid = mode === 'root' ? 0 : ensureTestUser();
    this.directory = mkdtempSync(join(tmpdir(), 'bulkhead-kernel-'));
    chownSync(this.directory, this.uid, this.uid);
    const run = join(this.directory, 'run');
    this.env = {
      PATH: process.env['PATH'],
      HOME: this.directory,
      BULKHEAD_DATA: join(this.directory, 'data'),
      BULKHEAD_RUN: run,
      DOCKER_HOST: `unix://${join(run, 'engine.sock')}`,
    };
  }

  static start(mode: Mode): TestEngine {
    const engine = new TestEngine(mode);
    const { code, stderr } = engine.bulkhead('engine', 'start');
    if (code !== 0) throw new Error(`the engine did not start as ${mode}: ${stderr}`);
    return engine;
  }

  bulkhead(...args: string[]): Outcome {
    return this.command([process.execPath, join(root, 'dist/bulkhead'), ...args]);
  }

  docker(...args: string[]): Outcome {
    return this.command(['docker', ...args]);
  }

  command(words: string[], input?: string | Buffer): Outcome {
    const [file = '', ...args] = this.asUser(words);
    const { status, stdout, stderr } = spawnSync(file, args, { env: this.env, encoding: 'utf8', input, timeout: 60_000 });
    return { code: status, stdout, stderr };
  }

  /** A command that goes on beside the test. */
  background(words: string[]): { output: () => string; ended: Promise<number | null>; kill: () => void } {
    const [file = '', ...args] = this.asUser(words);
    const child = spawn(file, args, { env: this.env, stdio: ['pipe', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    return { output: () => text, ended, kill: () => child.kill() };
  }

  /** Numbers of the engine's or the helper's process. */
  pidOf(which: 'engine' | 'helper'): number {
    const log = readFileSync(join(this.directory, 'data', 'engine.log'), 'utf8');
    const lines = [...log.matchAll(which === 'engine' ? /engine listens on .* as pid (\d+)/g : /helper \S+ runs as pid (\d+)/g)];
    return Number(lines.at(-1)?.[1]);
  }

  async stop(): Promise<void> {
    const ids = this.bulkhead('ps', '-a', '-q').stdout.split('\n').filter(Boolean);
    if (ids.length > 0) this.bulkhead('rm', '-f', ...ids);
    this.bulkhead('engine', 'stop');
    for (let attempt = 0; attempt < 50; attempt++) {
      try {
        rmSync(this.directory, { recursive: true, force: true });
        break;
      } catch {
        await sleep(100);
      }
    }
    if (this.uid !== 0) spawnSync('userdel', ['-r', testUser], { stdio: 'ignore' });
  }

  private asUser(words: string[]): string[] {
    if (this.uid === 0) return words;
    return ['setpriv', '--reuid', String(this.uid), '--regid', String(this.uid), '--init-groups', ...words];
  }
}

function ensureTestUser(): number {
  const id = () => spawnSync('id', ['-u', testUser], { encoding: 'utf8' });
  if (id().status !== 0) spawnSync('useradd', ['--create-home', testUser], { stdio: 'inherit' });
  const uid = Number(id().stdout);
  if (!Number.isInteger(uid) || uid === 0) throw new Error(`the user ${testUser} cannot be made`);
  return uid;
}
