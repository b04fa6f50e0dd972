import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DetachKeys, detachKeys } from '../../../../engine/cli/terminal/DetachKeys';

/** What of the typed chunks is passed on, and whether the container was left. */
function typed(chunks: string[], keys?: string): { passed: string; left: boolean } {
  let left = false;
  const stream = new DetachKeys(detachKeys(keys), () => (left = true));
  for (const chunk of chunks) stream.write(Buffer.from(chunk));
  return { passed: String(stream.read() ?? ''), left };
}

const CASES: [what: string, chunks: string[], passed: string, left: boolean, keys?: string][] = [
  ['what is no key', ['ls\r'], 'ls\r', false],
  ['both keys at once, and nothing after them', ['a\u0010\u0011b', 'c'], 'a', true],
  ['both keys apart', ['\u0010', '\u0011'], '', true],
  ['the first key alone is passed on with what follows', ['\u0010', 'x'], '\u0010x', false],
  ['the first key twice', ['\u0010\u0010\u0011'], '\u0010', true],
  ['other keys', ['a\u001dq'], 'a', true, 'ctrl-],q'],
  ['the usual keys, when there are others', ['\u0010\u0011'], '\u0010\u0011', false, 'ctrl-a'],
];

for (const [what, chunks, passed, left, keys] of CASES)
  test(`detach keys: ${what}`, () => assert.deepEqual(typed(chunks, keys), { passed, left }));

test('detach keys that no terminal sends are refused', () => {
  assert.throws(() => detachKeys('ctrl-1'), /invalid detach keys 'ctrl-1'/);
  assert.throws(() => detachKeys(''), /invalid detach keys/);
});
