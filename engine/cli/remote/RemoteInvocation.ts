import { constants } from 'node:os';
import { Readable, Writable, type Duplex } from 'node:stream';
import { finished } from 'node:stream/promises';
import { FROM_CALLER, MAX_FROM_CALLER_BYTES, TO_CALLER, type CommandRequest } from '../../../api/command';
import { EngineClient } from '../../../api/EngineClient';
import { encodeNumbered, FrameSplitter, type NumberedFrame } from '../../../api/framing';
import { removedDirectory } from '../removedDirectory';
import { NeedsOwnProcess, type Input, type Invocation, type Output } from '../Invocation';
import { OutputWindow } from './OutputWindow';

type Send = (kind: (typeof TO_CALLER)[number], data?: Uint8Array) => void;

/** Of a caller at the other end of a connection. When it goes, every request made for it ends. */
export class RemoteInvocation implements Invocation {
  readonly args: string[];
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  private readonly directory: string | null;
  private readonly client: EngineClient;
  private readonly send: Send;
  private readonly handlers = new Map<number, Set<() => void>>();
  private readonly window = new OutputWindow();
  private tellsSignals = false;
  private wantsInput = false;

  constructor(request: CommandRequest, connection: Duplex, socketPath: string) {
    const gone = new AbortController();
    connection.once('close', () => {
      gone.abort();
      this.window.close(new Error('the caller has gone'));
    });
    // A caller that has something to say or to hear keeps both directions open.
    connection.once('end', () => connection.destroy());
    this.client = new EngineClient(socketPath, gone.signal);
    this.send = (kind, data = new Uint8Array()) => void connection.write(encodeNumbered(TO_CALLER.indexOf(kind), data));
    const { args, env, cwd, terminals, rows, columns } = request;
    [this.args, this.env, this.directory] = [args, env, cwd];
    this.stdin = Object.assign(new Readable({ read: () => this.wantInput() }), { isTTY: terminals[0] });
    const output = (kind: 'stdout' | 'stderr', isTTY: boolean): Output => {
      const write = (chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void => {
        this.send(kind, chunk);
        this.window.sent(chunk.length, done);
      };
      const out = new Writable({ write });
      // That the caller has gone is told once, by the connection.
      out.on('error', () => undefined);
      return Object.assign(out, { isTTY }, isTTY && { rows, columns });
    };
    [this.stdout, this.stderr] = [output('stdout', terminals[1]), output('stderr', terminals[2])];
    const splitter = new FrameSplitter(FROM_CALLER.length, MAX_FROM_CALLER_BYTES);
    connection.on('data', (chunk: Buffer) => {
      try {
        for (const frame of splitter.push(chunk)) this.take(frame);
      } catch (error) {
        connection.destroy(error as Error);
      }
    });
  }

  cwd = (): string => {
    if (this.directory === null) throw removedDirectory();
    return this.directory;
  };

  setRaw = (raw: boolean): void => this.send('raw', Uint8Array.of(Number(raw)));

  onSignal = (signal: NodeJS.Signals, handler: () => void): (() => void) => {
    const number = constants.signals[signal];
    const handlers = this.handlers.get(number) ?? new Set();
    this.handlers.set(number, handlers.add(handler));
    this.tellSignals();
    return () => {
      handlers.delete(handler);
      this.tellSignals();
    };
  };

  engine = (): Promise<EngineClient> => Promise.resolve(this.client);

  needOwnProcess = (): never => {
    throw new NeedsOwnProcess();
  };

  /** The last word, after all output. */
  async exit(code: number): Promise<void> {
    for (const out of [this.stdout, this.stderr]) out.end();
    await Promise.all([finished(this.stdout), finished(this.stderr)]);
    this.send('exit', Uint8Array.of(code));
  }

  decline(): void {
    this.send('decline');
  }

  /** Once for all that are asked for, or given up, in a row. */
  private tellSignals(): void {
    if (!this.tellsSignals) queueMicrotask(() => this.sendSignals());
    this.tellsSignals = true;
  }

  private sendSignals(): void {
    this.tellsSignals = false;
    const wanted = [...this.handlers].filter(([, handlers]) => handlers.size > 0).map(([number]) => number);
    this.send('signals', Uint8Array.from(wanted));
  }

  private wantInput(): void {
    this.wantsInput = true;
    this.send('want');
  }

  private take({ number, data }: NumberedFrame): void {
    switch (FROM_CALLER[number]) {
      case 'stdin':
        this.takeInput(data);
        return;
      case 'taken':
        this.window.taken(data.readUInt32BE(0));
        return;
      case 'resize':
        this.resize(data.readUInt16BE(0), data.readUInt16BE(2));
        return;
      case 'signal':
        for (const handler of this.handlers.get(data.readUInt8(0)) ?? []) handler();
        return;
      case undefined:
    }
  }

  /** What nobody waits for would be kept without a limit. */
  private takeInput(data: Buffer): void {
    if (!this.wantsInput) throw new Error('input that was not asked for');
    this.wantsInput = false;
    this.stdin.push(data.length === 0 ? null : data);
  }

  private resize(rows: number, columns: number): void {
    for (const out of [this.stdout, this.stderr]) {
      if (out.isTTY !== true) continue;
      Object.assign(out, { rows, columns });
      out.emit('resize');
    }
  }
}
