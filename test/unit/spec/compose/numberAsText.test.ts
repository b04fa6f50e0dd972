import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numberAsText } from '../../../../spec/compose/numberAsText';

/** As Go's yaml.v3, which Docker Compose reads with, and fmt have them; `undefined` is a text to it. */
const CASES: [source: string, expected: string | undefined][] = [
  ['0', '0'],
  ['-0', '0'],
  ['+5', '5'],
  ['00', '0'],
  ['022', '18'],
  ['-022', '-18'],
  ['09', '9'],
  ['0o17', '15'],
  ['0b101', '5'],
  ['0x1F', '31'],
  ['0x', undefined],
  ['8_000', '8000'],
  ['1__0', '10'],
  ['_1', undefined],
  ['9223372036854775808', '9223372036854775808'],
  ['18446744073709551616', '1.8446744073709552e+19'],
  ['-9223372036854775809', '-9.223372036854776e+18'],
  ['1.10', '1.1'],
  ['1.0', '1'],
  ['1.', '1'],
  ['-.5', '-0.5'],
  ['.1_0', undefined],
  ['1_000.5', '1000.5'],
  ['1e3', '1000'],
  ['1e5', '100000'],
  ['1e6', '1e+06'],
  ['1234567.5', '1.2345675e+06'],
  ['0.0001', '0.0001'],
  ['0.00001', '1e-05'],
  ['1e400', undefined],
  ['.inf', '+Inf'],
  ['-.INF', '-Inf'],
  ['.iNf', undefined],
  ['.NaN', 'NaN'],
  ['1:30', undefined],
  ['1.2.3', undefined],
  ['10m', undefined],
  ['true', undefined],
  ['', undefined],
  ['1'.repeat(65), undefined],
];

for (const [source, expected] of CASES)
  test(`${source.slice(0, 24) || 'nothing'} is ${expected ?? 'a text'}`, () => assert.equal(numberAsText(source), expected));
