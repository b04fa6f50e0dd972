import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { EngineImages } from '../../../server/EngineImages';

/** What is known of the images once an engine that answers so has been asked. */
async function namesAfter(answer: string): Promise<readonly string[]> {
  const directory = mkdtempSync(join(tmpdir(), 'images-'));
  const socket = join(directory, 'engine.sock');
  const server = createServer((request, response) => response.end(request.url === '/images/json' ? answer : ''));
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  try {
    const images = new EngineImages(socket);
    for (let tries = 0; tries < 100 && images.names().length === 0; tries++)
      await new Promise((resolve) => setTimeout(resolve, 5));
    return images.names();
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(directory, { recursive: true });
  }
}

test('knows the images of an engine that runs', async () =>
  assert.deepEqual(await namesAfter('[{"RepoTags":["a:1","<none>:<none>"]},{"RepoTags":null},{"RepoTags":["b:2"]}]'), [
    'a:1',
    'b:2',
  ]));

test('knows none of an engine that does not run, or answers with something else', async () => {
  assert.deepEqual(new EngineImages('/no/such/socket').names(), []);
  assert.deepEqual(await namesAfter('{"message":"no"}'), []);
});
