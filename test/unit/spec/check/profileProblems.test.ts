import assert from 'node:assert/strict';
import { test } from 'node:test';
import { profileProblems } from '../../../../spec/check/profileProblems';
import { SeccompProfiles } from '../../../../spec/check/SeccompProfiles';
import { loadProject } from '../../../../spec/compose/loadProject';

const GOOD = '{ "defaultAction": "SCMP_ACT_ALLOW" }';
const FILES: Record<string, string> = {
  '/p/good.json': GOOD,
  '/home/me/good.json': GOOD,
  '/p/sub/bad.json': '{\n  "defaultAction": "ALLOW",\n  "x": 1\n}\n',
  '/p/word.json':
    '{\n  "defaultAction": "SCMP_ACT_ALLOW",\n  "syscalls": [{ "names": ["kexec_laod"], "action": "SCMP_ACT_ERRNO" }]\n}\n',
  '/p/notes.txt': 'allow everything\n',
};

/** `marked text: severity code: message` for the options of a service. */
function problems(options: string): string[] {
  const text = `services:\n  web:\n    image: x\n    security_opt: ${options}\n`;
  const readFile = (path: string): string | undefined => (path === '/p/compose.yaml' ? text : FILES[path]);
  const env = { HOME: '/home/me' };
  const { tree } = loadProject({ files: ['/p/compose.yaml'], readFile, env });
  return profileProblems(tree, readFile, env, new SeccompProfiles()).map(
    ({ range = [0, 0], severity, code, message }) => `${text.slice(...range)}: ${severity} ${code}: ${message}`,
  );
}

const CASES: [what: string, options: string, expected: string[]][] = [
  ['finds nothing wrong', '[seccomp=good.json, "seccomp:./good.json", seccomp=~/good.json]', []],
  ['leaves what is no file alone', `[seccomp=unconfined, seccomp=builtin, 'seccomp={"a":1}', label=disable]`, []],
  ['leaves one that is not there to the project', '[seccomp=none.json]', []],
  ['leaves what a variable decides alone', '["seccomp=${PROFILE}"]', []],
  [
    'says that a profile cannot be used, and why',
    '[seccomp=sub/bad.json]',
    [
      "seccomp=sub/bad.json: error seccomp-profile-invalid: The seccomp profile bad.json cannot be used: line 2: defaultAction: 'ALLOW' is not valid: expected SCMP_ACT_KILL, SCMP_ACT_KILL_PROCESS, SCMP_ACT_KILL_THREAD, SCMP_ACT_TRAP, SCMP_ACT_ERRNO, SCMP_ACT_TRACE, SCMP_ACT_ALLOW or SCMP_ACT_LOG. (and 1 more)",
    ],
  ],
  [
    'says that a profile is not JSON',
    '[seccomp=notes.txt]',
    [
      'seccomp=notes.txt: error seccomp-profile-invalid: The seccomp profile notes.txt cannot be used: line 1: This is not JSON: expected a value, and texts in double quotes.',
    ],
  ],
  [
    'warns of names that do nothing',
    '[seccomp=word.json]',
    [
      "seccomp=word.json: warning seccomp-profile-invalid: The seccomp profile word.json does not do what it says: line 3: There is no system call 'kexec_laod': the rule does nothing for it. Did you mean kexec_load?",
    ],
  ],
];

for (const [what, options, expected] of CASES)
  test(`profiles: ${what}`, () => {
    assert.deepEqual(problems(options), expected);
  });
