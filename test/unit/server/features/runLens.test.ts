import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atCursor, TestClient, URI } from '../TestClient';

const TEXT = 'services:\n  web:\n    image: x\n  db:\n    extends: web\n  x-t: { image: y }\n  half:\n|';

test('runs one service, or all', async () => {
  const lenses = await atCursor(TEXT, (client) => client.lenses());
  assert.deepEqual(
    lenses?.map(({ range, command }) => [range.start.line, command?.title, command?.command, command?.arguments]),
    [
      [0, '$(play) Run all', 'bulkhead.run', [{ uri: URI }]],
      [1, '$(play) Run Container', 'bulkhead.run', [{ uri: URI, service: 'web' }]],
      [3, '$(play) Run Container', 'bulkhead.run', [{ uri: URI, service: 'db' }]],
    ],
  );
});

test('shows no icon names to editors without them', async () => {
  const lenses = await atCursor(TEXT, (client) => client.lenses(), { clientName: 'Neovim' });
  assert.equal(lenses?.[0]?.command?.title, '▶ Run all');
});

test('is not announced to a client without lenses', async () => {
  const client = new TestClient({ hasCodeLens: false });
  assert.equal((await client.initialized).capabilities.codeLensProvider, undefined);
  await client.close();
});

test('leaves other YAML files alone', async () => {
  const client = new TestClient();
  await client.initialized;
  void client.open('services:\n  web: { image: x }\n', 'file:///project/other.yaml');
  await client.open('services: {}\n');
  assert.equal(await client.lenses('file:///project/other.yaml'), null);
  await client.close();
});
