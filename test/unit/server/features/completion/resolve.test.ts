import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompletionItem } from 'vscode-languageserver/node';
import { atCursor } from '../../TestClient';
import { EDITOR } from './complete';

test('documents an item when it is looked at', async () => {
  const [listed, resolved] = await atCursor(
    'services:\n  web:\n    mem_l|',
    async (client, line, character) => {
      const item = (await client.completion(line, character))?.find(({ label }) => label === 'mem_limit');
      return [item, await client.ask<CompletionItem>('completionItem/resolve', { ...item, textDocument: undefined })] as const;
    },
    EDITOR,
  );
  assert.equal(listed?.documentation, undefined);
  assert.equal(resolved.detail, 'an amount of bytes as in 64m or 1g');
  assert.match((resolved.documentation as { value: string }).value, /memory\.max/);
});

test('documents a name of the kernel when it is looked at', async () => {
  const resolved = await atCursor(
    'services:\n  web:\n    cap_add: [|]',
    async (client, line, character) => {
      const item = (await client.completion(line, character))?.find(({ label }) => label === 'SYS_TIME');
      return client.ask<CompletionItem>('completionItem/resolve', { ...item, textDocument: undefined });
    },
    EDITOR,
  );
  assert.deepEqual(resolved.documentation, { kind: 'markdown', value: 'Sets the clock, of the whole host.' });
});

test('gives an item back that there is nothing more to say of', async () => {
  const item = { label: 'db' };
  const resolved = await atCursor('services:\n  db: {}|', (client) => client.askWorkspace('completionItem/resolve', item));
  assert.deepEqual(resolved, item);
});
