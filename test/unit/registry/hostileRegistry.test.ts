import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { RegistryClient } from '../../../registry/RegistryClient';
import type { RegistryOptions } from '../../../registry/RegistryClient';
import { RegistryError } from '../../../registry/RegistryError';

const hostOf = (server: Server): string => `127.0.0.1:${(server.address() as AddressInfo).port}`;
const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** A registry that does what a real one would not. */
suite('a registry that means no good, or is not well', () => {
  let server: Server;
  let other: Server;
  let answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const asked: IncomingMessage[] = [];
  const askedOfOther: IncomingMessage[] = [];
  const listen = async (take: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> => {
    const one = createServer(take).listen(0, '127.0.0.1');
    await once(one, 'listening');
    return one;
  };

  before(async () => {
    server = await listen((request, response) => {
      asked.push(request);
      answer(request, response);
    });
    other = await listen((request, response) => {
      askedOfOther.push(request);
      response.end('content');
    });
  });
  after(() => {
    for (const one of [server, other]) {
      one.closeAllConnections();
      one.close();
    }
  });
  afterEach(() => {
    asked.length = 0;
    askedOfOther.length = 0;
  });

  const of = (): { host: string; repository: string } => ({ host: hostOf(server), repository: 'app' });
  const client = (options: Partial<RegistryOptions> = {}): RegistryClient =>
    new RegistryClient({ allows: () => true, ...options });
  const LOGIN: Partial<RegistryOptions> = { credentials: () => Promise.resolve({ user: 'me', password: 'secret' }) };
  const isFault =
    (fault: string, text = /./) =>
    (error: unknown): boolean => {
      assert.ok(error instanceof RegistryError, String(error));
      assert.equal(error.fault, fault, error.message);
      assert.match(error.message, text);
      return true;
    };

  test('gives a manifest that is not what was asked for', async () => {
    answer = (_, response) => response.end('{"config":{}}');
    await assert.rejects(client().manifest(of(), digestOf('other')), isFault('malformed', /whose digest is/));
    answer = (_, response) => response.setHeader('docker-content-digest', digestOf('other')).end('{}');
    await assert.rejects(client().manifest(of(), '1'), isFault('malformed', /whose digest is/));
  });

  test('gives a blob that is not what was asked for', async () => {
    answer = (_, response) => response.end('other');
    await assert.rejects(client().blob(of(), digestOf('content'), 100), isFault('malformed', /that is not sha256/));
  });

  test('sends without end, also packed', async () => {
    answer = (_, response) => {
      const write = (): void => {
        while (!response.destroyed && response.write(' '.repeat(65_536)));
      };
      response.on('drain', write);
      write();
    };
    await assert.rejects(client().tags(of()), isFault('malformed', /more than \d+ bytes/));
    answer = (_, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(50 * 1024 * 1024)));
    await assert.rejects(client().tags(of()), isFault('malformed', /more than \d+ bytes/));
  });

  test('has pages without end', async () => {
    answer = (_, response) => response.setHeader('link', '</v2/app/tags/list?last=x>; rel="next"').end('{"tags":["x"]}');
    const { tags, isComplete } = await client().tags(of());
    assert.equal(isComplete, false);
    assert.ok(tags.length <= 20 && asked.length <= 20);
  });

  test('names the next page at another server, which is not gone to', async () => {
    answer = (_, response) =>
      response.setHeader('link', `<http://${hostOf(other)}/v2/app/tags/list>; rel="next"`).end('{"tags":["x"]}');
    await assert.rejects(client().tags(of()), isFault('malformed', /another server/));
    assert.equal(askedOfOther.length, 0);
  });

  test('sends on with a blob: without the login, and never away from TLS', async () => {
    answer = ({ headers }, response) => {
      if (headers.authorization === undefined) response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
      else response.writeHead(307, { location: `http://${hostOf(other)}/blob` }).end();
    };
    const content = await client(LOGIN).blob(of(), digestOf('content'), 100);
    assert.equal(Buffer.from(content).toString(), 'content');
    assert.equal(askedOfOther[0]?.headers.authorization, undefined);
    answer = (_, response) => response.writeHead(307, { location: 'http://192.0.2.1/blob' }).end();
    await assert.rejects(client().blob(of(), digestOf('content'), 100), isFault('malformed', /not gone to/));
    answer = (_, response) => response.writeHead(307, { location: '/again' }).end();
    await assert.rejects(client().blob(of(), digestOf('content'), 100), isFault('malformed', /not gone to/));
  });

  test('sends on with anything else, which is not followed', async () => {
    answer = (_, response) => response.writeHead(307, { location: `http://${hostOf(other)}/x` }).end();
    await assert.rejects(client().tags(of()), isFault('malformed', /status 307/));
    assert.equal(askedOfOther.length, 0);
  });

  test('names a service for tokens without TLS, which is not shown the login', async () => {
    answer = (_, response) =>
      response.writeHead(401, { 'www-authenticate': 'Bearer realm="http://192.0.2.1/token",service="x"' }).end();
    await assert.rejects(client(LOGIN).tags(of()), isFault('malformed', /no address over TLS/));
    answer = (_, response) => response.writeHead(401, { 'www-authenticate': 'Bearer realm="file:///etc/passwd"' }).end();
    await assert.rejects(client(LOGIN).tags(of()), isFault('malformed'));
  });

  test('gives a token that would break a header', async () => {
    answer = ({ url }, response) => {
      if (url?.startsWith('/token')) response.end(JSON.stringify({ token: 'a\r\nX-Evil: 1' }));
      else response.writeHead(401, { 'www-authenticate': `Bearer realm="http://${hostOf(server)}/token"` }).end();
    };
    await assert.rejects(client().tags(of()), isFault('malformed', /gave no token/));
  });

  test('sends tags that are none', async () => {
    answer = (_, response) => response.end(JSON.stringify({ tags: ['1', 7, null, {}, 'a'.repeat(5000), '2'] }));
    assert.deepEqual((await client().tags(of())).tags, ['1', '2']);
    answer = (_, response) => response.end('[]');
    await assert.rejects(client().tags(of()), isFault('malformed'));
  });

  test('does not answer, and is then left alone for a while', async () => {
    answer = () => undefined;
    const one = client({ timeoutMs: 50, quietMs: 300 });
    await assert.rejects(one.tags(of()), isFault('unreachable', /did not answer within 50 ms/));
    const before = asked.length;
    await assert.rejects(one.tags(of()), isFault('unreachable'));
    assert.equal(asked.length, before);
    answer = (_, response) => response.end('{"tags":["1"]}');
    await new Promise((resolve) => setTimeout(resolve, 350));
    assert.deepEqual((await one.tags(of())).tags, ['1']);
  });

  test('has had enough of us, and is left alone as long as it says', async () => {
    answer = (_, response) => response.writeHead(429, { 'retry-after': '100' }).end();
    const one = client({ quietMs: 0 });
    await assert.rejects(one.tags(of()), isFault('unreachable', /status 429/));
    await assert.rejects(one.tags(of()), isFault('unreachable', /status 429/));
    assert.equal(asked.length, 1);
  });

  test('asks no more than a few things at once', async () => {
    let [open, most] = [0, 0];
    answer = (_, response) => {
      most = Math.max(most, ++open);
      setTimeout(() => {
        open--;
        response.end('{"tags":[]}');
      }, 20);
    };
    const one = client();
    await Promise.all(Array.from({ length: 20 }, () => one.tags(of())));
    assert.equal(most, 4);
  });
});
