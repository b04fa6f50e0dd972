import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { constants } from 'node:os';
import { encodeFrame } from '../../../../api/frames';

export interface FakeSpec {
  args: string[];
  env?: string[];
  cwd: string;
  terminal?: boolean;
}

interface Exit {
  code: number;
  signal?: number;
  oomKilled: false;
  finishedAt: number;
}

/** One process with the monitor's duties: log, attached clients, watchers. */
export class FakeProcess {
  private child: ChildProcess | undefined;
  private readonly id: string;
  private readonly spec: FakeSpec;
  private readonly options: { stdin: boolean; stdinOnce: boolean; log?: string };
  private readonly clients = new Set<Socket>();
  private readonly watchers = new Set<Socket>();
  private readonly createdAt = Date.now();
  private startedAt: number | undefined;
  private exit: Exit | undefined;
  private paused = false;

  constructor(id: string, spec: FakeSpec, options: { stdin: boolean; stdinOnce: boolean; log?: string }) {
    this.id = id;
    this.spec = spec;
    this.options = options;
  }

  get pid(): number {
    return this.exit === undefined ? (this.child?.pid ?? 0) : 0;
  }

  state(): object {
    const status =
      this.exit !== undefined ? 'stopped' : this.child === undefined ? 'created' : this.paused ? 'paused' : 'running';
    return {
      id: this.id,
      status,
      pid: this.pid,
      monitorPid: process.pid,
      createdAt: this.createdAt,
      startedAt: this.startedAt,
      exit: this.exit,
      cgroups: {},
    };
  }

  async start(): Promise<{ code: string; message: string } | undefined> {
    const [command = '', ...args] = this.spec.args;
    const env = Object.fromEntries(
      (this.spec.env ?? []).map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
    );
    const child = spawn(command, args, {
      env,
      cwd: this.spec.cwd,
      stdio: [this.options.stdin ? 'pipe' : 'ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const failure = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
      child.once('spawn', () => resolve(undefined));
      child.once('error', resolve);
    });
    if (failure !== undefined) return failure.code === 'EACCES' ? denied(command) : missing(command);
    this.child = child;
    this.startedAt = Date.now();
    child.stdout?.on('data', (data: Buffer) => this.output('stdout', data));
    child.stderr?.on('data', (data: Buffer) => this.output('stderr', data));
    for (const client of this.clients) this.feed(client);
    child.once('close', (code, signal) => this.finish(code, signal));
    return undefined;
  }

  attach(client: Socket): void {
    this.clients.add(client);
    client.on('error', () => undefined);
    client.once('close', () => this.clients.delete(client));
    if (this.child === undefined) client.pause();
    else this.feed(client);
  }

  watch(client: Socket): void {
    client.on('error', () => undefined);
    client.resume();
    if (this.exit === undefined) this.watchers.add(client);
    else client.end(`${JSON.stringify({ event: 'exit', ...this.exit })}\n`);
  }

  kill(signal: number): boolean {
    if (this.pid === 0) return false;
    process.kill(-this.pid, signal);
    return true;
  }

  setPaused(paused: boolean): object {
    this.kill(paused ? constants.signals.SIGSTOP : constants.signals.SIGCONT);
    this.paused = paused;
    return {};
  }

  private feed(client: Socket): void {
    const stdin = this.child?.stdin;
    if (stdin !== null && stdin !== undefined) {
      stdin.on('error', () => undefined);
      client.pipe(stdin, { end: this.options.stdinOnce });
    } else client.resume();
  }

  private output(stream: 'stdout' | 'stderr', data: Buffer): void {
    for (const client of this.clients) client.write(this.spec.terminal === true ? data : encodeFrame(stream, data));
    if (this.options.log === undefined) return;
    const lines = data.toString('utf8').split('\n');
    const time = new Date().toISOString().replace('Z', '000000Z');
    lines.forEach((line, i) => {
      const last = i === lines.length - 1;
      if (!last || line !== '') appendFileSync(this.options.log ?? '', `${time} ${stream} ${last ? 'P' : 'F'} ${line}\n`);
    });
  }

  private finish(code: number | null, signal: NodeJS.Signals | null): void {
    const number = signal === null ? undefined : constants.signals[signal];
    this.exit = { code: code ?? 128 + (number ?? 0), signal: number, oomKilled: false, finishedAt: Date.now() };
    for (const client of this.clients) client.end();
    for (const watcher of this.watchers) watcher.end(`${JSON.stringify({ event: 'exit', ...this.exit })}\n`);
  }
}

function missing(command: string): { code: string; message: string } {
  const why = command.includes('/') ? `stat ${command}: no such file or directory` : 'executable file not found in $PATH';
  return { code: 'command-not-found', message: `exec: "${command}": ${why}` };
}

function denied(command: string): { code: string; message: string } {
  return { code: 'not-executable', message: `exec: "${command}": permission denied` };
}
