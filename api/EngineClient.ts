import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import type { Duplex, Readable } from 'node:stream';
import { EngineError } from './EngineError';
import { lines } from './lines';

export interface RequestOptions {
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
  /** Instead of `body`: sent as it comes, as `application/x-tar`. */
  upload?: Readable;
  signal?: AbortSignal;
}

/** A connection taken over for attach or exec: bytes in, bytes out; `end()` closes stdin only. */
export interface Hijacked {
  stream: Duplex;
  /** Whether what is read must go through `demultiplex`. */
  multiplexed: boolean;
}

/** Without it Node asks whether the host is an address, by a pattern that takes milliseconds to compile. */
const NO_SERVER_NAME = { servername: '' };

/** Speaks to one engine over its unix socket. Holds no connection while no request is under way. */
export class EngineClient {
  readonly socketPath: string;
  private readonly signal: AbortSignal | undefined;

  /** The signal ends every request and stream that has none of its own. */
  constructor(socketPath: string, signal?: AbortSignal) {
    this.socketPath = socketPath;
    this.signal = signal;
  }

  async ping(signal?: AbortSignal): Promise<void> {
    const response = await this.stream('GET', '/_ping', { signal });
    await readText(response);
  }

  async json<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
    const response = await this.stream(method, path, options);
    const text = await readText(response);
    if (text === '') return undefined as T;
    try {
      return JSON.parse(text) as T;
    } catch {
      throw new EngineError('protocol', `${method} ${path}: the answer is not JSON`, response.statusCode);
    }
  }

  /** One JSON object a line, until the engine ends the stream, the loop is left, or the signal aborts (which just ends it). */
  async *ndjson<T>(method: string, path: string, options: RequestOptions = {}): AsyncGenerator<T> {
    const response = await this.stream(method, path, options);
    try {
      for await (const line of lines(response)) if (line !== '') yield JSON.parse(line) as T;
    } catch (error) {
      if (this.signalOf(options)?.aborted !== true) throw error;
    } finally {
      response.destroy();
    }
  }

  /** The answer as it comes. A status of 400 and above is thrown as an EngineError. */
  async stream(method: string, path: string, options: RequestOptions = {}): Promise<IncomingMessage> {
    const headers: Record<string, string> = {};
    const payload = options.body === undefined ? undefined : JSON.stringify(options.body);
    if (payload !== undefined) headers['content-type'] = 'application/json';
    if (options.upload !== undefined) headers['content-type'] = 'application/x-tar';
    const call = this.open(method, path, options, headers);
    if (options.upload === undefined) call.end(payload);
    else options.upload.on('error', (error) => call.destroy(error)).pipe(call);
    const response = await answer(call, this.socketPath, this.signalOf(options));
    if ((response.statusCode ?? 500) >= 400) throw await refusal(response);
    return response;
  }

  /** Attach and exec: the connection becomes a two-way stream. */
  async hijack(path: string, options: RequestOptions = {}): Promise<Hijacked> {
    const payload = JSON.stringify(options.body ?? {});
    const call = this.open('POST', path, options, {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(payload)),
      connection: 'Upgrade',
      upgrade: 'tcp',
    });
    const upgraded = new Promise<Hijacked>((resolve) => {
      call.once('upgrade', (response, socket, head) => {
        if (head.length > 0) socket.unshift(head);
        // The request is over, and its signal with it.
        const end = (): void => void socket.destroy();
        this.signal?.addEventListener('abort', end);
        socket.once('close', () => this.signal?.removeEventListener('abort', end));
        resolve({ stream: socket, multiplexed: response.headers['content-type']?.includes('multiplexed') === true });
      });
    });
    call.end(payload);
    const refused = answer(call, this.socketPath, this.signalOf(options)).then(async (response) => {
      throw await refusal(response);
    });
    return await Promise.race([upgraded, refused]);
  }

  private open(method: string, path: string, options: RequestOptions, headers: Record<string, string>): ClientRequest {
    const query = new URLSearchParams();
    for (const [key, value] of Object.entries(options.query ?? {})) if (value !== undefined) query.set(key, String(value));
    const search = query.size === 0 ? '' : `?${query.toString()}`;
    const to = { socketPath: this.socketPath, ...NO_SERVER_NAME };
    const signal = this.signalOf(options);
    return request({ ...to, method, path: path + search, headers: { host: 'bulkhead', ...headers }, signal });
  }

  private signalOf({ signal }: RequestOptions): AbortSignal | undefined {
    return signal ?? this.signal;
  }
}

function answer(call: ClientRequest, socketPath: string, signal: AbortSignal | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    call.once('response', resolve);
    call.once('error', (error: NodeJS.ErrnoException) => {
      if (signal?.aborted === true) reject(new EngineError('aborted', 'the request was cancelled'));
      else reject(new EngineError('unreachable', `no engine answers on ${socketPath}: ${error.message}`));
    });
  });
}

async function refusal(response: IncomingMessage): Promise<EngineError> {
  const status = response.statusCode ?? 0;
  const text = await readText(response);
  try {
    const body = JSON.parse(text) as { message?: unknown };
    if (typeof body.message === 'string') return new EngineError('http', body.message, status);
  } catch {
    // Not the engine's own words; the status below is all there is to tell.
  }
  return new EngineError('http', `the engine answered ${String(status)} ${response.statusMessage ?? ''}`.trim(), status);
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
