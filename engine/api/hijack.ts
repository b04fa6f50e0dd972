import type { IncomingMessage } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Engine } from '../Engine';
import { invalid, messageOf, notFound } from '../faults';
import { MULTIPLEXED, RAW } from './contentTypes';
import { checkVersion, rewriteUrl } from './rewriteUrl';
import type { HijackRoute } from './Route';
import { MAX_BODY_BYTES, readJson } from './readJson';
import { statusOf } from './statusOf';

/** `Upgrade: tcp`: Node hands the bare socket over; from here on it is ours to answer and to end. */
export function acceptHijack(
  engine: Engine,
  routes: HijackRoute[],
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  if (head.length > 0) socket.unshift(head);
  socket.on('error', (error) => engine.log.debug(`hijacked connection: ${error.message}`));
  takeOver(engine, routes, request, socket).catch((error: unknown) => refuse(engine, request, socket, error));
}

async function takeOver(engine: Engine, routes: HijackRoute[], request: IncomingMessage, socket: Duplex): Promise<void> {
  const original = request.url ?? '/';
  checkVersion(original);
  const url = new URL(rewriteUrl(original, request.method ?? 'POST'), 'http://engine');
  const route = routes.find(({ path }) => path.test(url.pathname));
  if (route === undefined) throw notFound('page not found');
  const gone = new AbortController();
  socket.once('close', () => gone.abort());
  const body = await readBody(request, socket);
  const params = route.path.exec(url.pathname)?.groups ?? {};
  const query = Object.fromEntries(url.searchParams);
  const { multiplexed, run } = await route.prepare({ engine, params, query, body, request, signal: gone.signal });
  const type = multiplexed ? MULTIPLEXED : RAW;
  socket.write(`HTTP/1.1 101 UPGRADED\r\nContent-Type: ${type}\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n`);
  try {
    await run(socket);
  } catch (error) {
    engine.log.debug(`hijacked stream ended: ${messageOf(error)}`);
    socket.destroy();
  }
}

/** What follows the body belongs to the container. */
async function readBody(request: IncomingMessage, socket: Duplex): Promise<unknown> {
  if (request.headers['transfer-encoding'] !== undefined) throw invalid('an upgrade request cannot have a chunked body');
  const length = Number(request.headers['content-length'] ?? '0');
  if (!Number.isSafeInteger(length) || length > MAX_BODY_BYTES) throw invalid('the request body is too large');
  if (length === 0) return undefined;
  const bytes = await readExactly(socket, length);
  return await readJson(
    (async function* () {
      yield await Promise.resolve(bytes);
    })(),
  );
}

function readExactly(socket: Duplex, length: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const take = (): void => {
      const bytes = socket.read(length) as Buffer | null;
      if (bytes === null) return;
      stop();
      if (bytes.length === length) resolve(bytes);
      else reject(invalid('the request body is cut off'));
    };
    const fail = (): void => {
      stop();
      reject(invalid('the request body is cut off'));
    };
    const stop = (): void => {
      socket.off('readable', take);
      socket.off('close', fail);
    };
    socket.on('readable', take);
    socket.on('close', fail);
    take();
  });
}

function refuse(engine: Engine, request: IncomingMessage, socket: Duplex, error: unknown): void {
  const status = statusOf(error);
  if (status === 500) engine.log.error(`${request.method ?? ''} ${request.url ?? ''}`, error);
  const body = JSON.stringify({ message: messageOf(error) });
  const length = String(Buffer.byteLength(body));
  socket.end(
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${body}`,
  );
  // A client that sends all of its request before it reads an answer must get to the end of it.
  socket.resume();
}
