import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { noAsks } from '../../../../spec/host/HostAsks';
import { allSystemCalls, firstVersionOf, isCallOf } from '../../../../spec/host/systemCalls';
import { systemCalls } from '../../../../spec/host/rules/systemCalls';
import { unknownSystemCalls, systemCallAsks } from '../../../../spec/oci/systemCallAsks';
import { wordsOf } from '../../../../spec/words/explainWord';
import { YamlFile } from '../../../../spec/yaml/YamlFile';
import { hostFacts } from './fixture';

function filter(yaml: string) {
  const { root } = new YamlFile('/f', '/').parse(yaml);
  assert.ok(root);
  return root;
}

/** `severity marked text: message` of what a host of some release and machine lacks. */
function missing(yaml: string, release: string, machine: string): string[] {
  const asks = { ...noAsks(), systemCalls: systemCallAsks(filter(yaml)) };
  return systemCalls(asks, hostFacts({ kernel: { release, machine } })).map(
    ({ severity, message, place: { range } }) => `${severity} ${yaml.slice(...range)}: ${message}`,
  );
}

const KILL = '{ syscalls: [{ names: [open, mseal, "chmod"], action: SCMP_ACT_KILL }] }';

const CASES: [rule: string, yaml: string, release: string, machine: string, expected: string[]][] = [
  [
    'calls that are too new',
    KILL,
    '6.1.0-13-amd64',
    'x86_64',
    [
      'information mseal: seccomp SCMP_ACT_KILL: Linux 6.1.0-13-amd64 on this host has no system call mseal, which came in 6.10: the rule does nothing for it.',
    ],
  ],
  ['nothing on a kernel that has them all', KILL, '6.10.0', 'x86_64', []],
  [
    'calls that an architecture never had',
    KILL,
    '6.12.1',
    'aarch64',
    [
      'warning open: seccomp SCMP_ACT_KILL: aarch64, which this host is, has no system call open; programs use openat there: the rule does nothing for it.',
      'warning "chmod": seccomp SCMP_ACT_KILL: aarch64, which this host is, has no system call chmod: the rule does nothing for it.',
    ],
  ],
  ['nothing of what is for 32-bit programs', `{ architectures: [SCMP_ARCH_ARM], ${KILL.slice(1)}`, '6.12.1', 'aarch64', []],
  ['nothing that is let through', KILL.replace('KILL', 'ALLOW'), '5.4.0', 'aarch64', []],
  ['nothing of a machine that is not known', KILL, '6.12.1', 'riscv64', []],
  ['nothing of a call that does not exist', KILL.replace('mseal', 'msael'), '6.1.0', 'x86_64', []],
];

for (const [rule, yaml, release, machine, expected] of CASES)
  test(`system calls: finds ${rule}`, () => assert.deepEqual(missing(yaml, release, machine), expected));

test('system calls: finds those no kernel has, and what was meant', () => {
  const yaml = '{ syscalls: [{ names: [mkdrat, "opem", _llseek, zzzzzz], action: SCMP_ACT_ALLOW }] }';
  assert.deepEqual(
    unknownSystemCalls(filter(yaml)).map(
      ({ code, severity, message, replacement, place: { range } }) =>
        `${yaml.slice(...range)} ${severity} ${code}: ${message} [${replacement ?? ''}]`,
    ),
    [
      "mkdrat warning oci-seccomp-unknown: There is no system call 'mkdrat': the rule does nothing for it. Did you mean mkdirat? [mkdirat]",
      `"opem" warning oci-seccomp-unknown: There is no system call 'opem': the rule does nothing for it. Did you mean open? ["open"]`,
      "zzzzzz warning oci-seccomp-unknown: There is no system call 'zzzzzz': the rule does nothing for it. []",
    ],
  );
});

/** The number of `listns`: headers may know newer ones. */
const NEWEST = 470;

test('the table has every call that is explained, and agrees with the headers of this machine', () => {
  assert.deepEqual(
    Object.keys(wordsOf('syscall')).filter((name) => !allSystemCalls().has(name)),
    [],
  );
  const header = readFileSync('/usr/include/x86_64-linux-gnu/asm/unistd_64.h', 'utf8');
  const calls = [...header.matchAll(/^#define __NR_(\w+) (\d+)$/gm)].map(
    ([, name = '', number]) => [name, Number(number)] as const,
  );
  assert.ok(calls.length > 300);
  assert.deepEqual(
    calls.filter(([name, number]) => number <= NEWEST && isCallOf('x86_64', name) !== true),
    [],
  );
  assert.deepEqual([firstVersionOf('read'), firstVersionOf('mseal')], [undefined, '6.10']);
});
