import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hover, LinkedEditingRanges, Location, WorkspaceEdit } from 'vscode-languageserver/node';
import { applied, shownRange } from '../support';
import { atCursor, URI } from '../TestClient';

const TEXT = `x-base: &base
  image: x
services:
  a:
    <<: *b|ase
  b: *base
x-more: &base { image: "&base" }
x-last: *base
`;
const BEHIND = TEXT.replace('|', '').replace('x-last: *base', 'x-last: *|base');

const ask = <Result>(text: string, method: string, more?: object): Promise<Result> =>
  atCursor(text, (client, line, character) => client.at<Result>(`textDocument/${method}`, line, character, more));
const ranges = (found: { range: Location['range'] }[]): string[] => found.map(({ range }) => shownRange(range));

test('finds the anchor of an alias', async () => assert.deepEqual(ranges(await ask<Location[]>(TEXT, 'definition')), ['0:9-13']));

test('finds the last anchor of a name before an alias', async () =>
  assert.deepEqual(ranges(await ask<Location[]>(BEHIND, 'definition')), ['6:9-13']));

test('finds the aliases of an anchor', async () => {
  const context = { includeDeclaration: false };
  assert.deepEqual(ranges(await ask<Location[]>(TEXT, 'references', { context })), ['4:9-13', '5:6-10']);
});

test('highlights an anchor with its aliases', async () =>
  assert.deepEqual(ranges(await ask<Location[]>(TEXT, 'documentHighlight')), ['0:9-13', '4:9-13', '5:6-10']));

test('renames an anchor with its aliases', async () => {
  const { changes } = await ask<WorkspaceEdit>(TEXT, 'rename', { newName: 'common' });
  const expected = TEXT.replace('|', '').split('\n');
  for (const line of [0, 4, 5]) expected[line] = expected[line]!.replace(/([&*])base/, '$1common');
  assert.equal(applied(TEXT.replace('|', ''), changes?.[URI] ?? []), expected.join('\n'));
});

test('does not give an anchor the name of another', async () =>
  assert.rejects(
    ask(TEXT.replace('x-more: &base', 'x-more: &more'), 'rename', { newName: 'more' }),
    /already 'more' among the anchors/,
  ));

test('shows what an alias stands for', async () => {
  const hover = await ask<Hover>(TEXT, 'hover');
  assert.match((hover.contents as { value: string }).value, /```yaml\nx-base: &base\n {2}image: x\n```$/);
});

test('shows the definition of a name that is used', async () => {
  const hover = await ask<Hover>('services:\n  a:\n    depends_on: [b|]\n  b:\n    image: x\n', 'hover');
  assert.match((hover.contents as { value: string }).value, /```yaml\nb:\n {2}image: x\n```$/);
});

test('types in an anchor and its aliases at once', async () => {
  const found = await ask<LinkedEditingRanges>(TEXT, 'linkedEditingRange');
  assert.deepEqual(found.ranges.map(shownRange), ['0:9-13', '4:9-13', '5:6-10']);
});

test('types in a service and its uses at once, if all are in the file', async () => {
  const text = 'services:\n  a:\n    depends_on: [b]\n  b|:\n    image: x\n';
  const found = await ask<LinkedEditingRanges>(text, 'linkedEditingRange');
  assert.deepEqual(found.ranges.map(shownRange).sort(), ['2:17-18', '3:2-3']);
});
