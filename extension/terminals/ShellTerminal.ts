import type { Duplex } from 'node:stream';
import * as vscode from 'vscode';
import type { EngineClient } from '../../api/EngineClient';

interface ExecState {
  ExitCode: number | null;
}

/** An interactive command in a running container: exec with a terminal, its size kept in step. */
export class ShellTerminal implements vscode.Pseudoterminal {
  private readonly written = new vscode.EventEmitter<string>();
  private readonly closed = new vscode.EventEmitter<number>();
  private readonly client: EngineClient;
  private readonly containerId: string;
  private readonly shell: string;
  private execId: string | undefined;
  private stream: Duplex | undefined;
  private size: vscode.TerminalDimensions | undefined;
  readonly onDidWrite = this.written.event;
  readonly onDidClose = this.closed.event;

  constructor(client: EngineClient, containerId: string, shell: string) {
    this.client = client;
    this.containerId = containerId;
    this.shell = shell;
  }

  open(size: vscode.TerminalDimensions | undefined): void {
    this.size = size;
    this.run().then(
      (code) => this.closed.fire(code),
      (error: unknown) => this.written.fire(`\x1b[31m${error instanceof Error ? error.message : String(error)}\x1b[0m\r\n`),
    );
  }

  close(): void {
    this.stream?.destroy();
    this.written.dispose();
    this.closed.dispose();
  }

  handleInput(data: string): void {
    this.stream?.write(data);
  }

  setDimensions(size: vscode.TerminalDimensions): void {
    this.size = size;
    void this.resize();
  }

  private async run(): Promise<number> {
    const body = {
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
      Tty: true,
      Cmd: [this.shell],
      Env: ['TERM=xterm-256color'],
    };
    const { Id } = await this.client.json<{ Id: string }>('POST', `/containers/${this.containerId}/exec`, { body });
    const { stream } = await this.client.hijack(`/exec/${Id}/start`, { body: { Detach: false, Tty: true } });
    this.execId = Id;
    this.stream = stream;
    await this.resize();
    const decoder = new TextDecoder();
    for await (const chunk of stream) this.written.fire(decoder.decode(chunk as Buffer, { stream: true }));
    const { ExitCode } = await this.client.json<ExecState>('GET', `/exec/${Id}/json`);
    return ExitCode ?? 0;
  }

  /** A shell that has just ended has no size any more; that is no error to show. */
  private async resize(): Promise<void> {
    if (!this.execId || !this.size) return;
    const query = { h: this.size.rows, w: this.size.columns };
    await this.client.json('POST', `/exec/${this.execId}/resize`, { query }).catch(() => undefined);
  }
}
