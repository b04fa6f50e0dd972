import { spawn, spawnSync } from 'node:child_process';
import { chownSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pauseUntil } from '../../support/pause';
import { PrivilegedHelper } from './PrivilegedHelper';
import { LONGEST_MS } from '../../support/until';

/** The clone; bundled tests run elsewhere and are told. */
const root = process.env['BULKHEAD_ROOT'] ?? join(__dirname, '../../..');

interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface Background {
  pid: number;
  output: () => string;
  type: (text: string) => void;
  /** Its status, once all of its output is there. */
  ended: Promise<number | null>;
  kill: (signal?: NodeJS.Signals) => void;
}

/** A user without privileges but with sub-id ranges, made for the tests of this process: others may run at the same time. */
const testUser = `bulkhead-test-${String(process.pid)}`;

export type Mode = 'root' | 'rootless' | 'privileged';

/** An engine of its own, with its own data and run directories, as root or as a real unprivileged user. */
export class TestEngine {
  readonly mode: Mode;
  readonly directory: string;
  /** Path of the command line under test. */
  readonly commandLine: string;
  readonly uid: number;
  readonly socket: string;
  /** What root started for the user, in mode `privileged`. */
  readonly privileged: PrivilegedHelper | undefined;
  private readonly env: NodeJS.ProcessEnv;

  private constructor(mode: Mode, program: string) {
    this.mode = mode;
    this.uid = mode === 'root' ? 0 : ensureTestUser();
    this.directory = mkdtempSync(join(tmpdir(), 'bulkhead-kernel-'));
    chownSync(this.directory, this.uid, this.uid);
    this.commandLine = join(this.mode === 'root' ? join(root, 'dist') : copyForEveryone(this.directory), program);
    const run = join(this.directory, 'run');
    this.socket = join(run, 'engine.sock');
    const data = join(this.directory, 'data');
    this.privileged =
      mode === 'privileged' ? new PrivilegedHelper(join(root, 'dist/bulkhead-helper'), this.uid, data) : undefined;
    this.env = {
      PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
      HOME: this.directory,
      BULKHEAD_DATA: data,
      BULKHEAD_RUN: run,
      BULKHEAD_HELPER_SOCKET: this.privileged?.socket ?? '',
      DOCKER_HOST: `unix://${this.socket}`,
    };
  }

  /** `program`: `bulkhead`, or `bulkhead-cli`, which does every command in a process of its own. `inside`: a command that puts the engine somewhere, in a mount namespace or a cgroup, and runs what follows it; as root, with the user in ENGINE_UID. */
  static start(mode: Mode, inside: string[] = [], program = 'bulkhead'): TestEngine {
    const engine = new TestEngine(mode, program);
    const [file = '', ...args] = [...inside, ...engine.asUser([engine.commandLine, 'engine', 'start'])];
    const { status: code, stderr } = spawnSync(file, args, {
      env: { ...engine.env, ENGINE_UID: String(engine.uid) },
      cwd: engine.directory,
      encoding: 'utf8',
    });
    if (code !== 0) {
      engine.removeTraces();
      throw new Error(`the engine did not start as ${mode}: ${stderr}`);
    }
    return engine;
  }

  bulkhead(...args: string[]): Outcome {
    return this.command([this.commandLine, ...args]);
  }

  docker(...args: string[]): Outcome {
    return this.command(['docker', ...args]);
  }

  command(words: string[], input?: string | Buffer): Outcome {
    const [file = '', ...args] = this.asUser(words);
    const { status, stdout, stderr } = spawnSync(file, args, {
      env: this.env,
      cwd: this.directory,
      encoding: 'utf8',
      input,
      timeout: LONGEST_MS,
    });
    return { code: status, stdout, stderr };
  }

  /** A command that goes on beside the test. */
  background(words: string[]): Background {
    const [file = '', ...args] = this.asUser(words);
    const child = spawn(file, args, { env: this.env, cwd: this.directory, stdio: ['pipe', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    return {
      pid: child.pid ?? 0,
      output: () => text,
      type: (line) => child.stdin.write(line),
      ended,
      kill: (signal) => child.kill(signal),
    };
  }

  /** For engines and commands started from now on. */
  set(variable: string, value: string): void {
    this.env[variable] = value;
  }

  /** Gives a directory of a test to the user the engine runs as. */
  own(directory: string): void {
    chownSync(directory, this.uid, this.uid);
  }

  /** Numbers of the engine's or the helper's process. */
  pidOf(which: 'engine' | 'helper'): number {
    const log = readFileSync(join(this.directory, 'data', 'engine.log'), 'utf8');
    const lines = [...log.matchAll(which === 'engine' ? /engine listens on .* as pid (\d+)/g : /helper \S+ runs as pid (\d+)/g)];
    return Number(lines.at(-1)?.[1]);
  }

  stop(): void {
    const ids = this.bulkhead('ps', '-a', '-q').stdout.split('\n').filter(Boolean);
    if (ids.length > 0) this.bulkhead('rm', '-f', ...ids);
    this.bulkhead('engine', 'stop');
    this.removeTraces();
  }

  private removeTraces(): void {
    this.privileged?.stop();
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    if (this.uid !== 0) removeTestUser();
  }

  private asUser(words: string[]): string[] {
    if (this.uid === 0) return words;
    return ['setpriv', '--reuid', String(this.uid), '--regid', String(this.uid), '--init-groups', ...words];
  }
}

/** The clone may lie where another user cannot go. */
function copyForEveryone(directory: string): string {
  const copy = join(directory, 'dist');
  cpSync(join(root, 'dist'), copy, { recursive: true });
  return copy;
}

function ensureTestUser(): number {
  // Only one process at a time may change the user table.
  pauseUntil(
    () => uidOfTestUser() !== undefined || spawnSync('useradd', ['--create-home', testUser], { stdio: 'inherit' }).status === 0,
  );
  const uid = uidOfTestUser();
  if (uid === undefined || uid === 0) throw new Error(`the user ${testUser} cannot be made`);
  return uid;
}

/** Once nothing of it runs any more, nobody else changes the user table, and no second engine of this process has done it already. */
function removeTestUser(): void {
  pauseUntil(() => uidOfTestUser() === undefined || spawnSync('userdel', ['-r', testUser], { stdio: 'ignore' }).status === 0);
}

function uidOfTestUser(): number | undefined {
  const { status, stdout } = spawnSync('id', ['-u', testUser], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : undefined;
}
