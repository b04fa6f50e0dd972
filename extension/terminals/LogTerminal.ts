import * as vscode from 'vscode';
import type { EngineClient } from '../../api/EngineClient';
import { demultiplex } from '../../api/frames';

/** A container's output, from its last thousand lines on, for as long as it runs. Typing does nothing. */
export class LogTerminal implements vscode.Pseudoterminal {
  private readonly written = new vscode.EventEmitter<string>();
  private readonly ending = new AbortController();
  private readonly client: EngineClient;
  private readonly containerId: string;
  readonly onDidWrite = this.written.event;

  constructor(client: EngineClient, containerId: string) {
    this.client = client;
    this.containerId = containerId;
  }

  open(): void {
    this.follow().then(
      (end) => this.written.fire(`\r\n\x1b[2m${end}\x1b[0m\r\n`),
      (error: unknown) => this.written.fire(`\r\n\x1b[31m${error instanceof Error ? error.message : String(error)}\x1b[0m\r\n`),
    );
  }

  close(): void {
    this.ending.abort();
    this.written.dispose();
  }

  private async follow(): Promise<string> {
    const { signal } = this.ending;
    const query = { follow: true, stdout: true, stderr: true, tail: 1000 };
    const response = await this.client.stream('GET', `/containers/${this.containerId}/logs`, { query, signal });
    const raw = response.headers['content-type']?.includes('raw-stream') === true;
    // One decoder a stream: a character may be cut between two frames.
    const decoders = { stdin: new TextDecoder(), stdout: new TextDecoder(), stderr: new TextDecoder() };
    try {
      if (raw) for await (const chunk of response) this.written.fire(decoders.stdout.decode(chunk as Buffer, { stream: true }));
      else
        for await (const { stream, data } of demultiplex(response)) {
          this.written.fire(decoders[stream].decode(data, { stream: true }).replace(/\r?\n/g, '\r\n'));
        }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    return 'The container has ended.';
  }
}
