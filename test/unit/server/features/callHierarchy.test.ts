import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallHierarchyIncomingCall, CallHierarchyItem, CallHierarchyOutgoingCall } from 'vscode-languageserver/node';
import { shownRange } from '../support';
import { TestClient } from '../TestClient';

const TEXT = `services:
  web:
    image: x
    depends_on: [db]
    links: [db:base]
    network_mode: service:vpn
  job:
    extends:    web
    depends_on:
      db: { condition: service_healthy }
  db:
    image: x
  vpn:
    image: x
`;

async function withItem<T>(
  line: number,
  query: (client: TestClient, items: CallHierarchyItem[] | null) => Promise<T>,
): Promise<T> {
  const client = new TestClient();
  try {
    await client.open(TEXT);
    return await query(client, await client.at<CallHierarchyItem[] | null>('textDocument/prepareCallHierarchy', line, 18));
  } finally {
    await client.close();
  }
}

test('begins at a service, wherever it is named', async () => {
  const items = await withItem(3, (_, found) => Promise.resolve(found ?? []));
  assert.deepEqual(
    items.map(({ name, range, selectionRange }) => [name, shownRange(range), shownRange(selectionRange)]),
    [['db', '10:2-11:12', '10:2-4']],
  );
});

test('does not begin at other values', async () => assert.equal(await withItem(2, (_, items) => Promise.resolve(items)), null));

test('lists the services that need one', async () => {
  const calls = await withItem(3, (client, items) =>
    client.ask<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', { item: items?.[0], textDocument: undefined }),
  );
  assert.deepEqual(
    calls.map(({ from, fromRanges }) => [from.name, fromRanges.map(shownRange)]),
    [
      ['web', ['3:17-19', '4:12-14']],
      ['job', ['9:6-8']],
    ],
  );
});

test('lists the services one needs', async () => {
  const calls = await withItem(7, (client, items) =>
    client.ask<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', { item: items?.[0], textDocument: undefined }),
  );
  assert.deepEqual(
    calls.map(({ to, fromRanges }) => [to.name, fromRanges.map(shownRange)]),
    [
      ['db', ['3:17-19', '4:12-14']],
      ['vpn', ['5:26-29']],
    ],
  );
});

test('leads to every file that says something of a service', async () => {
  const files = {
    '/project/compose.override.yaml': 'services:\n  db:\n    depends_on: [vpn]\n',
    '/project/compose.yaml': TEXT,
  };
  const client = new TestClient({ files });
  try {
    await client.open(TEXT);
    const [item] = await client.at<CallHierarchyItem[]>('textDocument/prepareCallHierarchy', 1, 3);
    const calls = await client.askWorkspace<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', { item: item ?? {} });
    assert.deepEqual(
      calls.map(({ to }) => [to.name, to.detail]),
      [
        ['db', 'compose.yaml'],
        ['db', 'compose.override.yaml'],
        ['vpn', 'compose.yaml'],
      ],
    );
  } finally {
    await client.close();
  }
});
