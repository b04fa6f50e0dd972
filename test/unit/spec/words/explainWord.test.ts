import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CAPABILITY_NAMES } from '../../../../spec/host/capabilityNames';
import { ALLOWED_SYSCALLS } from '../../../../spec/oci/seccomp/allowedSyscalls';
import { CAPABILITY_SYSCALLS } from '../../../../spec/oci/seccomp/capabilityGroups';
import { sysctlNamespace } from '../../../../spec/oci/sysctlRows';
import { explainWord, wordsOf } from '../../../../spec/words/explainWord';
import type { WordKind } from '../../../../spec/words/explainWord';

const SPELLINGS: [kind: WordKind, text: string, expected: RegExp | undefined][] = [
  ['capability', 'NET_ADMIN', /interfaces/],
  ['capability', 'cap_net_admin', /interfaces/],
  ['capability', 'all', /Every/],
  ['ociCapability', 'CAP_KILL', /signals/],
  ['ociCapability', 'KILL', undefined],
  ['signal', 'SIGTERM', /^15/],
  ['signal', 'term', /^15/],
  ['sysctl', 'net/core/somaxconn', /Connections/],
  ['syscall', 'read', /^Reads/],
  ['syscall', 'clock_getres_time64', /clock/],
  ['syscall', 'toString', undefined],
];

for (const [kind, text, expected] of SPELLINGS)
  test(`${kind} '${text}'`, () => {
    const found = explainWord(kind, text);
    if (expected) assert.match(found ?? '', expected);
    else assert.equal(found, undefined);
  });

test('knows every capability', () =>
  assert.deepEqual(
    CAPABILITY_NAMES.filter((name) => explainWord('ociCapability', name) === undefined),
    [],
  ));

test('knows only sysctls that a container can have', () =>
  assert.deepEqual(
    Object.keys(wordsOf('sysctl')).filter((name) => sysctlNamespace(name) === undefined),
    [],
  ));

/** Calls of old or rare architectures that no person writes down. */
const RARE =
  /^(_|old|arm_|riscv_|sig|set_tls|cacheflush|breakpoint|send$|recv$|mkfifo|uretprobe|.*_old$|.*xattrat$|ugetrlimit|sync_file_range2)/;

test('knows the system calls of the default filter', () =>
  assert.deepEqual(
    [...Object.values(ALLOWED_SYSCALLS).flat(), ...Object.values(CAPABILITY_SYSCALLS).flat()].filter(
      (name) => !RARE.test(name) && explainWord('syscall', name) === undefined,
    ),
    [],
  ));
