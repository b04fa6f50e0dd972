import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shellWords } from '../../../../spec/compose/shellWords';
import { isWithin, parseBytes, parseDuration, parseFileMode, parseWholeNumber } from '../../../../spec/compose/units';

const BYTES: [string, number | undefined][] = [
  ['64m', 67108864],
  ['64MB', 67108864],
  ['1.5g', 1610612736],
  ['1GiB', 1073741824],
  ['2b', 2],
  ['1024', 1024],
  ['10kb', 10240],
  ['-1', undefined],
  ['m', undefined],
  ['64 x', undefined],
];
for (const [text, bytes] of BYTES) test(`bytes: ${text}`, () => assert.equal(parseBytes(text), bytes));

const DURATIONS: [string, number | undefined][] = [
  ['1m30s', 90e9],
  ['500ms', 5e8],
  ['1h5m', 3900e9],
  ['10us', 1e4],
  ['1.5s', 15e8],
  ['0', 0],
  ['10', undefined],
  ['10x', undefined],
  ['s', undefined],
];
for (const [text, nanoseconds] of DURATIONS) test(`duration: ${text}`, () => assert.equal(parseDuration(text), nanoseconds));

const MODES: [string, number | undefined][] = [
  ['0440', 0o440],
  ['0o440', 0o440],
  ['700', 0o700],
  ['1777', 0o1777],
  ['9', undefined],
];
for (const [text, mode] of MODES) test(`file mode: ${text}`, () => assert.equal(parseFileMode(text), mode));

const WHOLE_NUMBERS: [string, bigint | undefined][] = [
  ['9223372036854775807', 9223372036854775807n],
  ['18446744073709551615', 18446744073709551615n],
  ['-9223372036854775808', -9223372036854775808n],
  ['+7', 7n],
  ['0xffffffffffffffff', 18446744073709551615n],
  ['1.0', undefined],
  ['1e3', undefined],
  ['123456789012345678901', undefined],
];
for (const [text, number] of WHOLE_NUMBERS) test(`whole number: ${text}`, () => assert.equal(parseWholeNumber(text), number));

test('knows the last number of 64 bits from the next', () => {
  const [int64, uint64] = [
    { min: -(2 ** 63), max: 2 ** 63 - 1 },
    { min: 0, max: 2 ** 64 - 1 },
  ];
  assert.deepEqual([isWithin(2n ** 63n - 1n, int64), isWithin(2n ** 63n, int64)], [true, false]);
  assert.deepEqual([isWithin(2n ** 64n - 1n, uint64), isWithin(2n ** 64n, uint64), isWithin(-1n, uint64)], [true, false, false]);
});

const WORDS: [string, string[] | string][] = [
  ['a  b\tc', ['a', 'b', 'c']],
  [`sh -c 'a "b" $c'`, ['sh', '-c', 'a "b" $c']],
  [`"a b"'c'\\ d`, ['a bc d']],
  [`"a\\"b\\c" ''`, ['a"b\\c', '']],
  ['', []],
  [`'a`, "the quote ' is not closed"],
  ['a\\', 'it ends in a backslash'],
];
for (const [line, words] of WORDS) test(`shell words: ${line}`, () => assert.deepEqual(shellWords(line), words));
