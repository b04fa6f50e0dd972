import type { ServerResponse } from 'node:http';
import type { Engine } from '../Engine';
import { messageOf } from '../faults';
import type { Reply } from './Route';

/** After the header is out an error can only end the stream; it is told in the log. */
export async function sendStream(engine: Engine, out: ServerResponse, answer: Extract<Reply, { kind: 'stream' }>): Promise<void> {
  out.writeHead(200, { 'Content-Type': answer.contentType, Server: 'Bulkhead (linux)' });
  out.flushHeaders();
  try {
    await answer.write(out);
    out.end();
  } catch (error) {
    if (!out.destroyed) engine.log.warn(`a stream broke: ${messageOf(error)}`);
    out.destroy();
  }
}
