import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fragmentProblems } from '../../../../spec/check/fragmentProblems';
import { loadProject } from '../../../../spec/compose/loadProject';

/** `marked text: severity code: message` for a service. */
function problems(...lines: string[]): string[] {
  const text = `services:\n  web:\n    image: x\n${lines.map((line) => `    ${line}\n`).join('')}`;
  const readFile = (path: string): string | undefined => (path === '/p/compose.yaml' ? text : undefined);
  return fragmentProblems(loadProject({ files: ['/p/compose.yaml'], readFile, env: {} })).map(
    ({ range = [0, 0], severity, code, message }) => `${text.slice(...range)}: ${severity} ${code}: ${message}`,
  );
}

const WITH = 'With what is generated for the service: ';
const ambient = 'x-oci: { process: { capabilities: { ambient: [CAP_NET_ADMIN] } } }';
const inherited =
  'CAP_NET_ADMIN: information oci-capability-subset: ' +
  `${WITH}CAP_NET_ADMIN is in ambient but not in inheritable: it cannot be raised and is left out.`;
const burst = (source: string, fault: string): string => `${source}: error oci-cpu-burst: ${WITH}${fault}`;
const BURST = 'x-oci: { linux: { resources: { cpu: { burst: 50000 } } } }';
const NEEDS_QUOTA = 'burst 50000 needs a quota that is at least as large; the kernel refuses it otherwise.';
const size = 'x-oci: { process: { consoleSize: { height: 24, width: 80 } } }';

const CASES: [what: string, lines: string[], expected: string[]][] = [
  ['takes a fragment that fits', ['tty: true', 'cpus: 1', 'x-oci: { linux: { resources: { cpu: { burst: 50000 } } } }'], []],
  ['knows the quota that cpus makes', ['cpus: 0.2', BURST], [burst('50000', NEEDS_QUOTA)]],
  ['knows that there is no quota', [BURST], [burst('50000', NEEDS_QUOTA)]],
  [
    'knows the capabilities that are given',
    [ambient],
    [
      'CAP_NET_ADMIN: error oci-capability-subset: ' +
        `${WITH}CAP_NET_ADMIN is in ambient but not in permitted: the kernel refuses that.`,
    ],
  ],
  ['knows what cap_add adds', ['cap_add: [NET_ADMIN]', ambient], [inherited]],
  ['leaves what a variable decides alone', ['x-oci: { process: { capabilities: { ambient: ["${CAP}"] } } }'], []],
  ['knows of a terminal', ['tty: true', size], []],
];

for (const [what, lines, expected] of CASES)
  test(`x-oci and its service: ${what}`, () => {
    assert.deepEqual(problems(...lines), expected);
  });

test('x-oci and its service: a size without a terminal', () => {
  const [found] = problems(size);
  assert.match(found ?? '', /^\{ height: 24, width: 80 \}: \w+ oci-console-size: With what/);
});
