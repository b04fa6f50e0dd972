import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TestClient } from './TestClient';

const COUNT = 250;
const services = Array.from({ length: COUNT }, (_, index) => `  s${index}: { image: x, depends_on: [db] }\n`).join('');
const TEXT = `services:\n  db: { image: x }\n${services}`;

/** Sizes of the parts of an answer, and of what was answered in the end. */
async function sizes(ask: (client: TestClient, more: object) => Promise<unknown[]>): Promise<[parts: number[], rest: number]> {
  const client = new TestClient();
  const parts: number[] = [];
  client.onProgress((value) => parts.push((value as unknown[]).length));
  try {
    await client.open(TEXT);
    const rest = await ask(client, { partialResultToken: 'parts' });
    return [parts, rest.length];
  } finally {
    await client.close();
  }
}

const references = { context: { includeDeclaration: true } };

test('gives references part by part to a client that wants them so', async () =>
  assert.deepEqual(await sizes((client, more) => client.at('textDocument/references', 1, 3, { ...references, ...more })), [
    [100, 100, COUNT + 1 - 200],
    0,
  ]));

test('gives all references at once to others', async () =>
  assert.deepEqual(await sizes((client) => client.at('textDocument/references', 1, 3, references)), [[], COUNT + 1]));

test('gives symbols of a document in parts, each with all that is in it', async () => {
  assert.deepEqual(await sizes((client, more) => client.ask('textDocument/documentSymbol', more)), [[1], 0]);
});
