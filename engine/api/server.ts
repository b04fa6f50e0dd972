import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Engine } from '../Engine';
import { messageOf } from '../faults';
import { acceptHijack } from './hijack';
import { MAX_BODY_BYTES, readJson } from './readJson';
import { checkVersion, rewriteUrl } from './rewriteUrl';
import type { Reply, Route } from './Route';
import { routes, hijackRoutes, unavailablePaths } from './routes';
import { sendStream } from './sendStream';
import { statusOf } from './statusOf';

/** Exactly this: with a charset, Docker's clients show the JSON text instead of the message in it. A Buffer, because fastify adds one to strings. */
const JSON_TYPE = 'application/json';

export function createServer(engine: Engine): FastifyInstance {
  const app = fastify({
    bodyLimit: MAX_BODY_BYTES,
    exposeHeadRoutes: false,
    // Streams of logs and events are silent for hours, and a started upload takes as long as it takes.
    requestTimeout: 0,
    keepAliveTimeout: 5000,
    routerOptions: { maxParamLength: 1024, ignoreTrailingSlash: true },
    rewriteUrl: (request) => rewriteUrl(request.url ?? '/', request.method ?? 'GET'),
  });
  readBodies(app);
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('Server', 'Bulkhead (linux)');
    done(versionFault(request.originalUrl));
  });
  app.setErrorHandler((error, request, reply) => sendError(engine, error, request, reply));
  app.setNotFoundHandler(answerUnknown);
  const hold = heldConnections(app);
  for (const route of routes) addRoute(app, engine, route, hold);
  app.server.on('upgrade', (request, socket, head) => {
    hold(socket);
    acceptHijack(engine, hijackRoutes, request, socket, head);
  });
  return app;
}

/** Keeps what is put into it until it closes, or ends it when the server closes: that would wait for streams and handed-over sockets for ever. */
function heldConnections(app: FastifyInstance): (socket: Duplex) => void {
  const held = new Set<Duplex>();
  app.addHook('preClose', (done) => {
    for (const socket of held) socket.destroy();
    done();
  });
  return (socket) => {
    if (held.has(socket)) return;
    held.add(socket);
    socket.once('close', () => held.delete(socket));
  };
}

/** Clients send JSON with and without its type, and an empty body with it. */
function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (request: FastifyRequest, payload: IncomingMessage, done) => {
    const { streamsBody } = request.routeOptions.config as { streamsBody?: boolean };
    // What a route that is not here was sent is nobody's to parse; read to the end, so that the client gets to the answer.
    if (request.is404) {
      payload.resume();
      done(null);
      return;
    }
    if (streamsBody === true) {
      done(null, payload);
      return;
    }
    readJson(payload).then(
      (body) => done(null, body),
      (error: unknown) => done(error as Error),
    );
  });
}

function versionFault(url: string): Error | undefined {
  try {
    checkVersion(url);
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

function addRoute(app: FastifyInstance, engine: Engine, route: Route, hold: (socket: Duplex) => void): void {
  app.route({
    method: route.method,
    url: route.path,
    config: { streamsBody: route.streamsBody === true },
    handler: async (request, reply) => {
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      const { params, query, body } = request;
      const context = {
        engine,
        params: params as Record<string, string>,
        query: singles(query),
        body,
        request: request.raw,
        signal: gone.signal,
      };
      const answer = await route.handle(context);
      if (answer.kind === 'stream') hold(request.raw.socket);
      await send(engine, reply, answer);
      return reply;
    },
  });
}

/** A parameter given twice counts once, as in Docker: the first. */
function singles(query: unknown): Record<string, string> {
  const pairs = Object.entries(query as Record<string, string | string[]>);
  return Object.fromEntries(pairs.map(([key, value]) => [key, Array.isArray(value) ? (value[0] ?? '') : value]));
}

async function send(engine: Engine, reply: FastifyReply, answer: Reply): Promise<void> {
  switch (answer.kind) {
    case 'json':
      await reply
        .code(answer.status)
        .header('Content-Type', JSON_TYPE)
        .send(Buffer.from(JSON.stringify(answer.body)));
      return;
    case 'text':
      await reply
        .code(answer.status)
        .headers({ 'Content-Type': 'text/plain; charset=utf-8', ...answer.headers })
        .send(Buffer.from(answer.body));
      return;
    case 'empty':
      await reply.code(answer.status).send();
      return;
    case 'stream':
      reply.hijack();
      await sendStream(engine, reply.raw, answer);
  }
}

function sendError(engine: Engine, error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const status = statusOf(error);
  if (status === 304) {
    void reply.code(304).send();
    return;
  }
  if (status === 500) engine.log.error(`${request.method} ${request.url}`, error);
  void reply
    .code(status)
    .header('Content-Type', JSON_TYPE)
    .send(Buffer.from(JSON.stringify({ message: messageOf(error) })));
}

function answerUnknown(request: FastifyRequest, reply: FastifyReply): void {
  const [path = ''] = request.url.split('?', 1);
  const known = unavailablePaths.find((pattern) => pattern.test(path));
  const message = known === undefined ? 'page not found' : `${request.method} ${path} is not available in this engine`;
  void reply
    .code(known === undefined ? 404 : 501)
    .header('Content-Type', JSON_TYPE)
    .send(Buffer.from(JSON.stringify({ message })));
}
