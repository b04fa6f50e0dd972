import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseChallenges } from '../../../registry/challenge';

const HEADERS: [header: string, challenges: [scheme: string, parameters: Record<string, string>][]][] = [
  [
    'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a/b:pull,push"',
    [['bearer', { realm: 'https://auth.docker.io/token', service: 'registry.docker.io', scope: 'repository:a/b:pull,push' }]],
  ],
  ['Basic realm="a \\"b\\""', [['basic', { realm: 'a "b"' }]]],
  [
    'Basic realm="x", Bearer realm=y , service=z',
    [
      ['basic', { realm: 'x' }],
      ['bearer', { realm: 'y', service: 'z' }],
    ],
  ],
  [
    'Negotiate, basic realm=x',
    [
      ['negotiate', {}],
      ['basic', { realm: 'x' }],
    ],
  ],
  ['', []],
  ['"=', []],
];
for (const [header, expected] of HEADERS)
  test(`reads ${header || 'nothing'}`, () => {
    assert.deepEqual(
      parseChallenges(header).map(({ scheme, parameters }) => [scheme, { ...parameters }]),
      expected,
    );
  });

test('a hostile header takes no time', () => {
  for (const header of ['a '.repeat(1e5), 'Basic '.repeat(1e5), `Bearer ${'a="'.repeat(1e5)}`, `Bearer a="${'\\'.repeat(1e5)}`]) {
    const start = process.cpuUsage();
    parseChallenges(header);
    assert.ok(process.cpuUsage(start).user < 1_000_000);
  }
});
