import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DocumentSymbol } from 'vscode-languageserver/node';
import { atCursor } from '../TestClient';

const outline = (symbols: readonly DocumentSymbol[], indent = ''): string[] =>
  symbols.flatMap(({ name, detail, children, range }) => [
    `${indent}${name}${detail ? ` = ${detail}` : ''} ${range.start.line}-${range.end.line}`,
    ...outline(children ?? [], `${indent}  `),
  ]);

test('shows services and their keys as an outline', async () => {
  const symbols = await atCursor(
    'services:\n  web:\n    image: x\n    deploy:\n      replicas: 2\nvolumes:\n  data:\n|',
    (client) => client.symbols(),
  );
  assert.deepEqual(outline(symbols ?? []), [
    'services 0-4',
    '  web 1-4',
    '    image = x 2-2',
    '    deploy 3-4',
    '      replicas = 2 4-4',
    'volumes 5-6',
    '  data 6-6',
  ]);
});

test('does not list what an anchor brings in', async () => {
  const symbols = await atCursor('x-a: &a\n  tty: true\nservices:\n  web:\n    <<: *a\n    image: x\n|', (client) =>
    client.symbols(),
  );
  const services = symbols?.find(({ name }) => name === 'services');
  assert.deepEqual(
    services?.children?.[0]?.children?.map(({ name }) => name),
    ['image'],
  );
});
