import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exactJson, parseExactJson, wholeNumber } from '../../../../spec/oci/wholeNumber';
import { convert } from './convert';

const LARGEST = '18446744073709551615';

test('numbers of 64 bits are written exactly, however often they went through JSON', () => {
  const document: unknown = JSON.parse(JSON.stringify({ a: wholeNumber(2n ** 64n - 1n), b: [wholeNumber(-(2n ** 63n))], c: 1 }));
  assert.equal(exactJson(document), `{"a":${LARGEST},"b":[-9223372036854775808],"c":1}`);
});

test('a text that looks like one stays a text', () => {
  const text = JSON.stringify(wholeNumber(1n));
  assert.deepEqual(JSON.parse(exactJson({ text })), { text });
});

test('a limit of x-oci takes the place of the generated one, exactly', () => {
  const fragment = { linux: { resources: { memory: { limit: wholeNumber(2n ** 63n - 1n) } } } };
  const { config } = convert({ Memory: 67108864 }, {}, { 'x-oci': fragment });
  assert.match(exactJson(config), /"memory":\{"limit":9223372036854775807/);
});

const SAME = [
  `[${LARGEST},-9223372036854775808,1,-2,1.5,1e30]`,
  `{"a":"9007199254740993","9007199254740993":[]}`,
  '["\\"9007199254740993"]',
];
for (const text of SAME)
  test(`reading and writing keeps ${text}`, () => assert.equal(exactJson(parseExactJson(text)).replace('1e+30', '1e30'), text));

test('fractions and exponents are read as JSON has them', () => {
  const text = '[0.12345678901234567890, 1e-16, 12345678901234567890e2]';
  assert.deepEqual(parseExactJson(text), JSON.parse(text));
});
