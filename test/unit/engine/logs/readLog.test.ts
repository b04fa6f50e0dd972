import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { comparableTime, parseCriLine } from '../../../../engine/logs/criLine';
import { LogEncoder } from '../../../../engine/logs/LogEncoder';
import { readLog, type LogQuery } from '../../../../engine/logs/readLog';
import { until } from '../../../support/until';

const time = (second: number): string => `2026-01-01T00:00:${String(second).padStart(2, '0')}.000000000Z`;
const line = (second: number, text: string, stream = 'stdout', tag = 'F'): string => `${time(second)} ${stream} ${tag} ${text}\n`;
const both = { stdout: true, stderr: true };

function logPath(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'bulkhead-log-'));
  t.after(() => rmSync(directory, { recursive: true }));
  return join(directory, 'container.log');
}

async function texts(path: string, query: LogQuery, result: string[] = []): Promise<string[]> {
  for await (const entries of readLog(path, query, new AbortController().signal))
    result.push(...entries.map(({ text }) => text.toString()));
  return result;
}

test('rotated files are read oldest first', async (t) => {
  const path = logPath(t);
  writeFileSync(`${path}.2`, line(1, 'a'));
  writeFileSync(`${path}.1`, line(2, 'b'));
  writeFileSync(path, line(3, 'c') + line(4, 'd', 'stderr'));
  assert.deepEqual(await texts(path, both), ['a', 'b', 'c', 'd']);
  assert.deepEqual(await texts(path, { stdout: true, stderr: false }), ['a', 'b', 'c']);
  assert.deepEqual(await texts(path, { ...both, tail: 3 }), ['b', 'c', 'd']);
  assert.deepEqual(await texts(path, { ...both, tail: 0 }), []);
  assert.deepEqual(await texts(path, { ...both, tail: 1, stderr: false }), ['c']);
  assert.deepEqual(await texts(path, { ...both, since: time(2), until: time(3) }), ['b', 'c']);
});

test('a line in parts counts as one for tail', async (t) => {
  const path = logPath(t);
  writeFileSync(path, line(1, 'x') + line(2, 'one ', 'stdout', 'P') + line(2, 'two') + line(3, 'y'));
  assert.deepEqual(await texts(path, { ...both, tail: 2 }), ['one ', 'two', 'y']);
});

test('following misses and doubles nothing across rotations', async (t) => {
  const path = logPath(t);
  writeFileSync(path, line(0, '0'));
  let ended = false;
  const seen: string[] = [];
  const reading = texts(path, { ...both, follow: { ended: () => ended, wake: () => new Promise(() => undefined) } }, seen);
  for (let i = 1; i < 60; i++) {
    appendFileSync(path, line(i % 60, String(i)));
    if (i % 10 === 0) {
      // Of a file that goes for good the reader has seen the end.
      await until(() => seen.length > i - 19);
      if (i > 10) renameSync(`${path}.1`, `${path}.2`);
      renameSync(path, `${path}.1`);
      writeFileSync(path, '');
    }
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
  ended = true;
  appendFileSync(path, line(59, '60'));
  assert.deepEqual(
    await reading,
    Array.from({ length: 61 }, (_, i) => String(i)),
  );
});

test('lines that are not ours are left out', () => {
  for (const text of ['', 'x', `${time(1)} stdin F x`, `${time(1)} stdout Z x`])
    assert.equal(parseCriLine(Buffer.from(text)), undefined);
  assert.equal(parseCriLine(Buffer.from(`${time(1)} stdout F `))?.text.toString(), '');
});

test('times of all forms compare', () => {
  assert.equal(comparableTime('1767225601.5'), '2026-01-01T00:00:01.500000000Z');
  assert.equal(comparableTime('2026-01-01T00:00:01Z'), '2026-01-01T00:00:01.000000000Z');
  assert.equal(comparableTime('2026-01-01T01:00:01.123456789+01:00'), '2026-01-01T00:00:01.123456789Z');
  assert.equal(comparableTime('2026-01-01T00Z'), '2026-01-01T00:00:00.000000000Z');
  assert.equal(comparableTime('-1'), '1969-12-31T23:59:59.000000000Z');
  assert.equal(comparableTime('0'), undefined);
});

test('what is no time is refused, not left out', () => {
  for (const text of ['yesterday', '10x', '2026-01-32', '1e9', '2026-01-01 00:00', '99999999999999999999'])
    assert.throws(() => comparableTime(text), /is not a time: expected Unix seconds/, text);
});

const prefixes: [timestamps: boolean, details: boolean, expected: string][] = [
  [false, false, 'ab\n'],
  [true, false, `${time(1)} ab\n`],
  [false, true, ' ab\n'],
  [true, true, `${time(1)}  ab\n`],
];
for (const [timestamps, details, expected] of prefixes)
  test(`timestamps (${timestamps}) and details (${details}) go before the beginning of a line only`, () => {
    const encoder = new LogEncoder({ tty: true, timestamps, details });
    const entries = [line(1, 'a', 'stdout', 'P'), line(2, 'b')].map((text) => parseCriLine(Buffer.from(text.trimEnd()))!);
    assert.equal(encoder.encode(entries).toString(), expected);
  });
