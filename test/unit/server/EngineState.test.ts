import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { EngineState } from '../../../server/EngineState';

/** What is known of the images once an engine that answers so has been asked. */
async function stateAfter(images: string, containers = '[]'): Promise<[names: readonly string[], services: string[]]> {
  const directory = mkdtempSync(join(tmpdir(), 'images-'));
  const socket = join(directory, 'engine.sock');
  const answers: Record<string, string> = { '/images/json': images, '/containers/json': containers };
  const server = createServer(({ url = '' }, response) => response.end(answers[url] ?? TOP));
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  try {
    const state = new EngineState(socket);
    const isKnown = (): boolean => state.imageNames().length > 0 && (containers === '[]' || state.servicesOnHost().size > 0);
    for (let tries = 0; tries < 100 && !isKnown(); tries++) await new Promise((resolve) => setTimeout(resolve, 5));
    return [state.imageNames(), [...state.servicesOnHost().keys()]];
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
  assert.deepEqual(await stateAfter(IMAGES, CONTAINERS), [['a:1', 'b:2'], ['p web']]));

test('knows nothing of an engine that does not run, or answers with something else', async () => {
  const none = new EngineState('/no/such/socket');
  assert.deepEqual([none.imageNames(), none.servicesOnHost()], [[], new Map()]);
  assert.deepEqual(await stateAfter('{"message":"no"}', '[null]'), [[], []]);
});
