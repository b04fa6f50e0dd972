import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { EngineState } from '../../../server/EngineState';
import { until } from '../../support/until';

type Known = [names: readonly string[], services: string[]];

/** What is known once an engine that answers so has been asked, in so many requests. */
async function assertKnown(images: string, containers: string, requests: number, expected: Known): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'images-'));
  const socket = join(directory, 'engine.sock');
  const answers: Record<string, string> = { '/images/json': images, '/containers/json': containers };
  let heard = 0;
  const server = createServer((request, response) => {
    request.socket.once('close', () => heard++);
    response.setHeader('connection', 'close').end(answers[request.url ?? ''] ?? TOP);
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  try {
    const state = new EngineState(socket);
    const known = (): Known => [state.imageNames(), [...state.servicesOnHost().keys()]];
    // The last answer is out before it is understood.
    await until(() => heard >= requests && isDeepStrictEqual(known(), expected)).catch(() => undefined);
    assert.deepEqual(known(), expected);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(directory, { recursive: true });
  }
}

const TOP = `{"Titles":["UID","PID"],"Processes":[["me","${process.pid}"]]}`;
const IMAGES = '[{"RepoTags":["a:1","<none>:<none>"]},{"RepoTags":null},{"RepoTags":["b:2"]}]';
const labels = (service: string): string =>
  `"Labels":{"com.docker.compose.project":"p","com.docker.compose.service":"${service}"}`;
const CONTAINERS = `[{"Id":"a1",${labels('web')},"HostConfig":{"NetworkMode":"host"}},{"Id":"b2",${labels('db')},"HostConfig":{"NetworkMode":"none"}},{"Labels":{}}]`;

test('knows the images and the services on the host of an engine that runs', async () =>
  assertKnown(IMAGES, CONTAINERS, 3, [['a:1', 'b:2'], ['p web']]));

test('knows nothing of an engine that does not run, or answers with something else', async () => {
  const none = new EngineState('/no/such/socket');
  assert.deepEqual([none.imageNames(), none.servicesOnHost()], [[], new Map()]);
  await assertKnown('{"message":"no"}', '[null]', 2, [[], []]);
});
