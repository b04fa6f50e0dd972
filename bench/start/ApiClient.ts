import { Agent, request, type ClientRequest, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';

const HIJACK = { Connection: 'Upgrade', Upgrade: 'tcp' };

/** A program that stays and keeps its connections, as an editor or a test suite does: what it takes itself is next to nothing. */
export class ApiClient {
  private readonly socketPath: string;
  private readonly agent = new Agent({ keepAlive: true });

  constructor(socketPath: string) {
    this.socketPath = socketPath;
  }

  /** The requests of `docker run --rm`, in its order, until the output has ended and the container is gone. */
  async run(spec: object): Promise<void> {
    const { Id: id } = JSON.parse(await text(await this.post('/containers/create', spec))) as { Id: string };
    const output = await this.attach(id);
    const wait = await this.post(`/containers/${id}/wait?condition=removed`);
    const [{ StatusCode: code }] = await Promise.all([
      text(wait).then((answer) => JSON.parse(answer) as { StatusCode: number }),
      text(output),
      this.post(`/containers/${id}/start`).then(text),
    ]);
    if (code !== 0) throw new Error(`the container ended with ${String(code)}`);
  }

  close(): void {
    this.agent.destroy();
  }

  /** Settles with the headers; an engine sends those of `wait` at once. */
  private async post(path: string, body?: object): Promise<IncomingMessage> {
    const call = this.call(path, { 'Content-Type': 'application/json' });
    const answer = new Promise<IncomingMessage>((resolve, reject) => call.once('response', resolve).once('error', reject));
    call.end(body === undefined ? undefined : JSON.stringify(body));
    const response = await answer;
    if ((response.statusCode ?? 500) >= 400) throw new Error(`${path}: ${await text(response)}`);
    return response;
  }

  private attach(id: string): Promise<Duplex> {
    const call = this.call(`/containers/${id}/attach?stream=1&stdout=1&stderr=1`, HIJACK);
    return new Promise((resolve, reject) => {
      call.once('upgrade', (_response, connection) => resolve(connection)).once('error', reject);
      call.once('response', (response) => reject(new Error(`attach was answered with ${String(response.statusCode)}`)));
      call.end();
    });
  }

  private call(path: string, headers: Record<string, string>): ClientRequest {
    return request({
      socketPath: this.socketPath,
      agent: this.agent,
      method: 'POST',
      path,
      headers: { Host: 'engine', ...headers },
    });
  }
}
