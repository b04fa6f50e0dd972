import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load';

const HOSTILE: [rule: string, text: string, code: string][] = [
  [
    'billion laughs',
    `a0: &a0 [1,1,1,1,1,1,1,1,1,1]\n${Array.from({ length: 9 }, (_, index) => `a${index + 1}: &a${index + 1} [${Array(10).fill(`*a${index}`).join()}]`).join('\n')}\n`,
    'yaml-limit',
  ],
  ['deep nesting', `a: ${'['.repeat(100_000)}`, 'yaml-limit'],
  ['an alias of itself', 'services: &a { web: *a }\n', 'yaml-alias-cycle'],
  ['an alias of nothing', 'services: *nope\n', 'yaml-alias-unknown'],
  ['a huge file', `#${'x'.repeat(5 * 1024 * 1024)}`, 'yaml-too-large'],
  [
    'many files',
    'services:\n' +
      Array.from({ length: 200 }, (_, index) => `  s${index}: { extends: { file: f${index}.yaml, service: s } }\n`).join(''),
    'too-many-files',
  ],
];

for (const [rule, text, code] of HOSTILE)
  test(`hostile: ${rule}`, () => {
    const { problems } = load({ '/p/compose.yaml': text });
    assert.ok(
      problems.some((problem) => problem.code === code),
      problems.map((problem) => problem.code).join(),
    );
  });

const SLOW: [rule: string, text: string][] = [
  ['many keys', Array.from({ length: 60_000 }, (_, index) => `k${index}: 1\n`).join('')],
  [
    'many unknown keys of a service',
    `services:\n  web:\n${Array.from({ length: 60_000 }, (_, index) => `    k${index}: 1\n`).join('')}`,
  ],
  [
    'many undefined references',
    `services:\n${Array.from({ length: 3000 }, (_, index) => `  s${index}: { image: x, depends_on: [n${index}] }\n`).join('')}`,
  ],
  ['a long number as a duration', `services: { web: { image: x, stop_grace_period: "${'1'.repeat(1_000_000)}" } }`],
  ['a long number as a port', `services: { web: { image: x, ports: ["${'1'.repeat(1_000_000)}"] } }`],
  ['a long address as a port', `services: { web: { image: x, ports: ["${'1:'.repeat(500_000)}"] } }`],
  ['many dollar signs', `services: { web: { image: "${'${A:-'.repeat(200_000)}" } }`],
  [
    'a long chain of dependencies',
    `services:\n${Array.from({ length: 3000 }, (_, index) => `  s${index}: { image: x, depends_on: [s${index + 1}] }\n`).join('')}`,
  ],
];

for (const [rule, text] of SLOW)
  test(`hostile: ${rule} take no quadratic time`, () => {
    const started = performance.now();
    load({ '/p/compose.yaml': text });
    assert.ok(performance.now() - started < 8000, `${performance.now() - started} ms`);
  });

test('does not take __proto__ for a key of ours', () => {
  const { problems } = load({ '/p/compose.yaml': 'services:\n  web: { image: x, __proto__: { a: 1 }, constructor: 2 }\n' });
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['key-unknown', 'key-unknown'],
  );
});
