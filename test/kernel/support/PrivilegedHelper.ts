import { spawn } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pauseUntil } from '../../support/pause';

/** `bulkhead-helper serve --for-uid`, as root, in a directory of its own that the user can enter but not change. */
export class PrivilegedHelper {
  readonly directory = mkdtempSync(join(tmpdir(), 'bulkhead-helper-'));
  readonly socket = join(this.directory, 'helper.sock');
  private readonly words: string[];
  private pid = 0;

  constructor(program: string, uid: number, dataRoot: string, ...more: string[]) {
    chmodSync(this.directory, 0o711);
    this.words = [program, 'serve', '--for-uid', String(uid), '--run', this.directory, '--data', dataRoot, ...more];
    this.start();
  }

  log(): string {
    return readFileSync(join(this.directory, 'log'), 'utf8');
  }

  restart(): void {
    this.end();
    this.start();
  }

  stop(): void {
    this.end();
    rmSync(this.directory, { recursive: true, force: true });
  }

  private start(): void {
    const log = openSync(join(this.directory, 'log'), 'w');
    const [program = '', ...args] = this.words;
    const child = spawn(program, args, { stdio: ['ignore', log, log], detached: true });
    child.unref();
    closeSync(log);
    this.pid = child.pid ?? 0;
    pauseUntil(() => this.log().includes('listens on') || !isRunning(this.pid));
    if (!isRunning(this.pid)) throw new Error(`the privileged helper did not start: ${this.log()}`);
  }

  private end(): void {
    process.kill(this.pid, 'SIGTERM');
    pauseUntil(() => !isRunning(this.pid));
  }
}

/** A child of ours that has ended is a zombie until Node comes round to wait for it. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${String(pid)}/status`, 'utf8'));
  } catch {
    return false;
  }
}
