import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadProject } from '../../../../spec/compose/loadProject';

/** `marked text: message` of the problems with a code. */
function problems(code: string, text: string): string[] {
  const readFile = (path: string): string | undefined => (path === '/p/compose.yaml' ? text : undefined);
  return loadProject({ files: ['/p/compose.yaml'], readFile, env: {} })
    .problems.filter((one) => one.code === code)
    .map(({ range = [0, 0], message }) => `${text.slice(...range)}: ${message}`);
}

const REASON = 'gpus cannot be honoured: GPUs by capability are not available yet; name the device nodes under devices.';
const shared = (names: string[]): string =>
  `x-base: &base { image: x, gpus: all }\nservices:\n${names.map((name) => `  ${name}: *base\n`).join('')}`;

test('services that share an anchor have what it says wrong once', () => {
  assert.deepEqual(problems('key-unsupported', shared(['web', 'db'])), [`gpus: Services web and db: ${REASON}`]);
});

test('of many services the first are named', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  assert.deepEqual(problems('key-unsupported', shared(names)), [`gpus: Services a, b, c, d, e and 2 more: ${REASON}`]);
});

test('what services say for themselves stays apart', () => {
  const text = 'services:\n  web: { image: x, gpus: all }\n  db: { image: x, gpus: all }\n';
  assert.deepEqual(problems('key-unsupported', text), [`gpus: Service web: ${REASON}`, `gpus: Service db: ${REASON}`]);
});

test('a sentence about a shared fault names the first service', () => {
  const text = 'x-base: &base { network_mode: host, networks: [a] }\nnetworks: { a: {} }\nservices:\n  b: *base\n  a: *base\n';
  assert.equal(problems('network-conflict', text).length, 1);
});
