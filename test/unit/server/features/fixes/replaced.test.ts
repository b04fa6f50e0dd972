import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostFacts } from '../../../spec/host/fixture';
import { offered } from './offered';

const web = (...lines: string[]): string =>
  ['services:', '  web:', '    image: x', ...lines.map((line) => `    ${line}`), ''].join('\n');

const CASES: [rule: string, code: string, text: string, title: string, expected: string][] = [
  [
    'a mapping where NAME=value is expected',
    'value-type',
    web('environment:', '  - DEBUG: "a b"', '  - B=1'),
    'Write DEBUG=…',
    web('environment:', '  - DEBUG=a b', '  - B=1'),
  ],
  [
    'blanks around the name of a variable',
    'value-invalid',
    web('environment: ["A = 1"]'),
    'Change to A=1',
    web('environment: [A=1]'),
  ],
  [
    'a key without its colon',
    'value-invalid',
    'services:\n  web:\n    image nginx\n',
    'Change to image: nginx',
    'services:\n  web:\n    image: nginx\n',
  ],
  [
    'a number where a text is meant',
    'value-altered',
    web('environment: { A: 1.10 }'),
    'Change to "1.10"',
    web('environment: { A: "1.10" }'),
  ],
  ['a comma for a point', 'value-invalid', web('cpus: "1,5"'), 'Change to 1.5', web('cpus: 1.5')],
  [
    'capitals in the name of an image',
    'value-invalid',
    'services:\n  web: { image: Nginx }\n',
    'Change to nginx',
    'services:\n  web: { image: nginx }\n',
  ],
];

for (const [rule, code, text, title, expected] of CASES)
  test(`mends ${rule}`, async () => assert.deepEqual(await offered(text, code), [[title, expected]]));

test('leaves a mapping of several keys to its writer', async () =>
  assert.deepEqual(await offered(web('environment: [{ A: 1, B: 2 }]'), 'value-type'), []));

test('a misspelt setting of the kernel, without its value and quotes', async () => {
  const text = web('sysctls:', '  - "net.core.somaxcon=1"');
  assert.deepEqual(await offered(text, 'host-sysctl', { host: hostFacts({}) }), [
    ['Change to net.core.somaxconn', web('sysctls:', '  - "net.core.somaxconn=1"')],
  ]);
});

test('does not give a key twice', async () => assert.deepEqual(await offered(web('imge: y'), 'key-unknown'), []));
