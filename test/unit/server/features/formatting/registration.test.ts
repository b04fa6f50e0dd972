import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { TestClient } from '../../TestClient';

test('registers formatting with a client that can be told of which documents, JSON left out', async () => {
  const client = new TestClient({ capabilities: { textDocument: { formatting: { dynamicRegistration: true } } } });
  const { capabilities } = await client.initialized;
  assert.equal(capabilities.documentFormattingProvider, undefined);
  await client.notify('initialized', {});
  while (client.registrations.length < 3) await setTimeout(1);
  await client.close();
  assert.deepEqual(
    client.registrations.map(({ method }) => method),
    ['textDocument/formatting', 'textDocument/rangeFormatting', 'textDocument/onTypeFormatting'],
  );
  assert.doesNotMatch(JSON.stringify(client.registrations), /json/);
});

test('offers formatting of everything to other clients', async () => {
  const client = new TestClient();
  const { capabilities } = await client.initialized;
  await client.close();
  assert.equal(capabilities.documentFormattingProvider, true);
});
