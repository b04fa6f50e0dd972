import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkProfile } from '../../../../../spec/oci/check/checkProfile';
import { settle } from '../../../../../spec/Problem';

/** `code severity 'text pointed at' message`. */
function problemsOf(text: string): string[] {
  return checkProfile('/p/profile.json', text)
    .problems.map(settle)
    .map(({ code, severity, message, range }) => `${code} ${severity} '${text.slice(...(range ?? [0, 0]))}' ${message}`);
}

const profile = (...rules: object[]): string => JSON.stringify({ defaultAction: 'SCMP_ACT_ERRNO', syscalls: rules });
const allowed = { names: ['read'], action: 'SCMP_ACT_ALLOW' };
const ACTIONS =
  'SCMP_ACT_KILL, SCMP_ACT_KILL_PROCESS, SCMP_ACT_KILL_THREAD, SCMP_ACT_TRAP, SCMP_ACT_ERRNO, SCMP_ACT_TRACE, SCMP_ACT_ALLOW or SCMP_ACT_LOG';

const CASES: [rule: string, text: string, expected: string[]][] = [
  ['takes a filter', profile(allowed), []],
  [
    'takes all that Docker writes',
    JSON.stringify({
      defaultAction: 'SCMP_ACT_ERRNO',
      defaultErrnoRet: 1,
      archMap: [{ architecture: 'SCMP_ARCH_X86_64', subArchitectures: ['SCMP_ARCH_X86'] }, { architecture: 'SCMP_ARCH_S390' }],
      syscalls: [
        { ...allowed, args: null, comment: '', includes: {}, excludes: { caps: ['CAP_SYS_ADMIN'], arches: ['s390'] } },
        { names: ['ptrace'], action: 'SCMP_ACT_ALLOW', includes: { minKernel: '4.8' }, excludes: null },
        { name: 'clone', action: 'SCMP_ACT_ALLOW', args: [{ index: 0, value: 2114060288, op: 'SCMP_CMP_MASKED_EQ' }] },
      ],
    }),
    [],
  ],
  ['refuses nothing at all', '', ["json-syntax error '' This is not JSON: expected a value."]],
  ['refuses what is not complete', '{', ["json-syntax error '{' This is not JSON: it is not complete."]],
  [
    'refuses a comma behind the last entry',
    '{"defaultAction": "SCMP_ACT_LOG",}',
    ["json-syntax error '}' This is not JSON: expected a key in double quotes."],
  ],
  [
    'refuses comments',
    '{"defaultAction": "SCMP_ACT_LOG" // all\n}',
    ["json-syntax error '// all' This is not JSON: it has no comments."],
  ],
  [
    'refuses YAML',
    'defaultAction: SCMP_ACT_LOG\n',
    ["json-syntax error 'defaultAction' This is not JSON: expected a value, and texts in double quotes."],
  ],
  ['refuses a list', '[]', ["value-type error '[]' This file is a list: expected a mapping."]],
  ['needs a default action', '{}', ["key-missing error '{}' This file lacks the key 'defaultAction'."]],
  [
    'has nobody to notify',
    '{"defaultAction":"SCMP_ACT_NOTIFY"}',
    [
      `value-invalid error '"SCMP_ACT_NOTIFY"' defaultAction: 'SCMP_ACT_NOTIFY' is not valid: expected ${ACTIONS}; did you mean SCMP_ACT_KILL?`,
    ],
  ],
  [
    'knows its keys',
    profile({ ...allowed, arg: [] }),
    [`key-unknown warning '"arg"' Unknown key 'arg' under syscalls[0]; did you mean 'args'?`],
  ],
  [
    'needs to know which calls',
    profile({ action: 'SCMP_ACT_LOG' }, { ...allowed, name: 'write' }, { ...allowed, names: [] }),
    [
      "oci-seccomp-names error '[]' A rule needs at least one system call.",
      `oci-seccomp-names error '{"action":"SCMP_ACT_LOG"}' A rule lacks the key 'names': it is for no system call.`,
      `oci-seccomp-names error '{"names":["read"],"action":"SCMP_ACT_ALLOW","name":"write"}' A rule has both name and names: keep names.`,
    ],
  ],
  [
    'knows the names of calls',
    profile({ names: ['opne'], action: 'SCMP_ACT_ALLOW' }, { name: 'wirte', action: 'SCMP_ACT_ALLOW' }),
    [
      `oci-seccomp-unknown warning '"opne"' There is no system call 'opne': the rule does nothing for it. Did you mean open?`,
      `oci-seccomp-unknown warning '"wirte"' There is no system call 'wirte': the rule does nothing for it. Did you mean write?`,
    ],
  ],
  [
    'knows the names of capabilities',
    profile({ ...allowed, includes: { caps: ['SYS_ADMIN'] } }),
    [`oci-capability-unknown error '"SYS_ADMIN"' There is no capability 'SYS_ADMIN'; did you mean CAP_SYS_ADMIN?`],
  ],
  [
    'knows what an error number is for',
    profile({ ...allowed, errnoRet: 1 }),
    ["oci-seccomp-errno error '1' errnoRet has no meaning with SCMP_ACT_ALLOW; it goes with SCMP_ACT_ERRNO."],
  ],
  [
    'takes numbers of 64 bits and no others',
    '{"defaultAction":"SCMP_ACT_LOG","syscalls":[{"names":["read"],"action":"SCMP_ACT_LOG","args":[{"index":0,"value":18446744073709551615,"op":"SCMP_CMP_EQ"},{"index":6,"value":18446744073709551616,"op":"SCMP_CMP_EQ"}]}]}',
    [
      "value-invalid error '6' syscalls[0].args[1].index: '6' is not valid: expected a whole number from 0 to 5.",
      "value-invalid error '18446744073709551616' syscalls[0].args[1].value: '18446744073709551616' is not valid: expected a whole number from 0 to 2^64 - 1.",
    ],
  ],
];

for (const [rule, text, expected] of CASES)
  test(`profile: ${rule}`, () => {
    assert.deepEqual(problemsOf(text), expected);
  });

test('profile: is not read when it is too large or nested too deeply', () => {
  const codes = [' '.repeat(1024 * 1024 + 1), '['.repeat(100_000)].map((text) =>
    checkProfile('/p/a.json', text).problems.map(({ code }) => code),
  );
  assert.deepEqual(codes, [['yaml-too-large'], ['yaml-limit']]);
});
