import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import type { ProtocolConnection } from 'vscode-languageserver/node';

const SERVER = join(__dirname, '../../../dist/bulkhead-language-server');

/** The built server in a process of its own, over stdio as any editor starts it. */
export class ServerProcess {
  /** To be listened on by whoever has set what it answers. */
  readonly connection: ProtocolConnection;
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly exited: Promise<number | null>;

  constructor(env: Record<string, string> = {}) {
    this.child = spawn(SERVER, ['--stdio'], { stdio: 'pipe', env: { ...process.env, ...env } });
    this.child.stderr.resume();
    this.exited = new Promise((resolve) => this.child.once('exit', resolve));
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.child.stdout),
      new StreamMessageWriter(this.child.stdin),
    );
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Ends it as the protocol says, and resolves to its exit status. */
  async close(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const status = await this.exited;
    this.connection.dispose();
    return status;
  }
}
