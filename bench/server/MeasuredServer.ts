import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import type { ProtocolConnection } from 'vscode-languageserver/node';

export interface ServerUnderTest {
  name: string;
  command: readonly string[];
  /** Answers for `workspace/configuration`, by section. */
  settings: Readonly<Record<string, unknown>>;
}

const TIMEOUT_MS = 120_000;

/** A language server in a process of its own, spoken to as an editor does, with a clock. */
export class MeasuredServer {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly connection: ProtocolConnection;
  private readonly uri: string;
  private readonly started = performance.now();
  private onDiagnostics: (() => void) | undefined;
  private version = 1;

  constructor({ command: [program = '', ...parameters], settings }: ServerUnderTest, uri: string) {
    this.uri = uri;
    this.child = spawn(program, parameters, { stdio: 'pipe' });
    this.child.stderr.resume();
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.child.stdout),
      new StreamMessageWriter(this.child.stdin),
    );
    this.connection.onRequest('workspace/configuration', ({ items }: { items: { section?: string }[] }) =>
      items.map(({ section }) => settings[section ?? ''] ?? null),
    );
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onNotification('textDocument/publishDiagnostics', ({ uri: about }: { uri: string }) => {
      if (about === this.uri) this.onDiagnostics?.();
    });
    this.connection.listen();
  }

  private diagnostics(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no diagnostics within ${TIMEOUT_MS} ms`)), TIMEOUT_MS);
      this.onDiagnostics = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Milliseconds from the start of the process to the first diagnostics. */
  async open(text: string): Promise<number> {
    await this.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {
        workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
        textDocument: {},
      },
    });
    await this.connection.sendNotification('initialized', {});
    await this.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    const found = this.diagnostics();
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: this.uri, languageId: 'yaml', version: this.version, text },
    });
    await found;
    return performance.now() - this.started;
  }

  /** Milliseconds from one typed letter to the diagnostics of the new text. */
  async edit(line: number, character: number, text: string): Promise<number> {
    const start = performance.now();
    const found = this.diagnostics();
    const at = { line, character };
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri, version: ++this.version },
      contentChanges: [{ range: { start: at, end: at }, text }],
    });
    await found;
    return performance.now() - start;
  }

  async ask(method: string, line: number, character: number): Promise<{ ms: number; answer: unknown }> {
    const start = performance.now();
    const answer: unknown = await this.connection.sendRequest(method, {
      textDocument: { uri: this.uri },
      position: { line, character },
    });
    return { ms: performance.now() - start, answer };
  }

  /**
   * In MiB: what is resident, and of that what nobody else has mapped, so that the machine has it back when the server ends. This very process is of the
   * same program, as an editor's other servers are: what they all have of it is in memory once.
   */
  memory(): { resident: number; freed: number } {
    const pages = readFileSync(`/proc/${this.child.pid}/smaps_rollup`, 'utf8');
    const mebibytes = (field: string): number =>
      Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(pages)?.[1] ?? NaN) / 1024;
    return { resident: mebibytes('Rss'), freed: mebibytes('Private_Clean') + mebibytes('Private_Dirty') };
  }

  /** As an editor ends a server, so that it can keep what it keeps for its next start. */
  async end(): Promise<void> {
    const gone = once(this.child, 'exit');
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    await gone;
    this.connection.dispose();
  }

  close(): void {
    this.connection.dispose();
    this.child.kill('SIGKILL');
  }
}
