import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OciSeccomp } from '../../../../spec/oci/OciConfig';
import { parseSeccompProfile } from '../../../../spec/oci/seccomp/customProfile';
import { defaultSeccomp } from '../../../../spec/oci/seccomp/defaultProfile';
import { exactJson } from '../../../../spec/oci/wholeNumber';
import { convert } from './convert';

type Args = Record<number, number>;

/** What the filter answers, by libseccomp's rules as far as our profiles use them: the first rule whose conditions hold. */
function verdict(profile: OciSeccomp, call: string, args: Args = {}): string {
  for (const rule of profile.syscalls ?? []) {
    if (!rule.names.includes(call)) continue;
    const holds = (rule.args ?? []).every(({ index, value, valueTwo = 0, op }) => {
      const [given, wanted] = [args[index] ?? 0, Number(value)];
      if (op === 'SCMP_CMP_LT') return given < wanted;
      if (op === 'SCMP_CMP_GT') return given > wanted;
      if (op === 'SCMP_CMP_MASKED_EQ') return (BigInt(given) & BigInt(wanted)) === BigInt(Number(valueTwo));
      return given === wanted;
    });
    if (holds) return rule.action === 'SCMP_ACT_ALLOW' ? 'allow' : `errno ${rule.errnoRet ?? 1}`;
  }
  return `errno ${profile.defaultErrnoRet ?? 1}`;
}

const DEFAULTS = defaultSeccomp('x86_64', ['CAP_CHOWN', 'CAP_SYS_CHROOT']);
const ADMIN = defaultSeccomp('x86_64', ['CAP_SYS_ADMIN']);

const CASES: [call: string, args: Args, answer: string, admin: string][] = [
  ['read', {}, 'allow', 'allow'],
  ['execve', {}, 'allow', 'allow'],
  ['openat2', {}, 'allow', 'allow'],
  ['clone', { 0: 0x11 }, 'allow', 'allow'],
  ['clone', { 0: 0x1000_0000 }, 'errno 1', 'allow'],
  ['clone', { 0: 0x0002_0000 }, 'errno 1', 'allow'],
  ['clone3', {}, 'errno 38', 'allow'],
  ['unshare', {}, 'errno 1', 'allow'],
  ['mount', {}, 'errno 1', 'allow'],
  ['bpf', {}, 'errno 1', 'allow'],
  ['chroot', {}, 'allow', 'errno 1'],
  ['socket', { 0: 2 }, 'allow', 'allow'],
  ['socket', { 0: 38 }, 'errno 1', 'errno 1'],
  ['socket', { 0: 39 }, 'allow', 'allow'],
  ['socket', { 0: 40 }, 'errno 1', 'errno 1'],
  ['personality', { 0: 0xffff_ffff }, 'allow', 'allow'],
  ['personality', { 0: 0x40000 }, 'errno 1', 'errno 1'],
  ['io_uring_setup', {}, 'errno 1', 'errno 1'],
  ['keyctl', {}, 'errno 1', 'errno 1'],
  ['kexec_load', {}, 'errno 1', 'errno 1'],
  ['userfaultfd', {}, 'errno 1', 'errno 1'],
  ['init_module', {}, 'errno 1', 'errno 1'],
];

for (const [call, args, answer, admin] of CASES)
  test(`seccomp: ${call}(${Object.values(args).join()})`, () => {
    assert.equal(verdict(DEFAULTS, call, args), answer);
    assert.equal(verdict(ADMIN, call, args), admin, 'with CAP_SYS_ADMIN');
  });

test('seccomp: names no call twice in one rule', () => {
  const names = DEFAULTS.syscalls?.[0]?.names ?? [];
  assert.equal(new Set(names).size, names.length);
  assert.ok(names.length > 340 && names.length < 420, String(names.length));
});

const KERNEL = { release: '6.1.0-13-amd64', machine: 'x86_64' };

test('seccomp: takes Docker’s form of a profile', () => {
  const text = JSON.stringify({
    defaultAction: 'SCMP_ACT_ERRNO',
    archMap: [],
    syscalls: [
      { names: ['a'], action: 'SCMP_ACT_ALLOW', includes: { caps: ['CAP_BPF'] } },
      { names: ['b'], action: 'SCMP_ACT_ALLOW', excludes: { caps: ['CAP_BPF'] } },
      { names: ['c'], action: 'SCMP_ACT_ALLOW', includes: { arches: ['arm64'] } },
      { names: ['e'], action: 'SCMP_ACT_ALLOW', includes: { minKernel: '6.2' } },
      { names: ['f'], action: 'SCMP_ACT_ALLOW', includes: { minKernel: '4.8' } },
      { names: ['h'], action: 'SCMP_ACT_ALLOW', includes: { arches: [], caps: [] } },
      { names: ['g'], action: 'SCMP_ACT_ALLOW', excludes: { minKernel: '4.8' } },
      { names: ['d'], action: 'SCMP_ACT_ALLOW', args: [{ index: 0, value: 1, valueTwo: 0, op: 'SCMP_CMP_EQ' }] },
    ],
  });
  const profile = parseSeccompProfile(text, { kernel: KERNEL, capabilities: ['CAP_BPF'] });
  assert.ok(typeof profile !== 'string');
  assert.deepEqual(
    profile.syscalls?.map(({ names }) => names.join()),
    ['a', 'f', 'h', 'd'],
  );
  assert.deepEqual(profile.architectures, ['SCMP_ARCH_X86_64', 'SCMP_ARCH_X86', 'SCMP_ARCH_X32']);
});

const condition = (fields: string): string =>
  `{"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"names":["a"],"action":"SCMP_ACT_ALLOW","args":[{${fields},"op":"SCMP_CMP_EQ"}]}]}`;

test('seccomp: keeps numbers of 64 bits as they are', () => {
  const text = condition('"index":0,"value":18446744073709551615,"valueTwo":9007199254740993');
  const profile = parseSeccompProfile(text, { kernel: KERNEL, capabilities: [] });
  assert.match(exactJson(profile), /"value":18446744073709551615,"op":"SCMP_CMP_EQ","valueTwo":9007199254740993/);
});

const BAD: [text: string, reason: RegExp][] = [
  ['{', /not JSON/],
  ['[]', /not a JSON object/],
  ['{}', /defaultAction 'undefined' is unknown/],
  ['{"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"action":"SCMP_ACT_ALLOW"}]}', /no names/],
  ['{"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"names":["a"],"action":"X"}]}', /action 'X'/],
  [condition('"index":6,"value":1'), /no index from 0 to 5/],
  [condition('"index":0,"value":18446744073709551616'), /whole numbers of 64 bits/],
  [condition('"index":0,"value":-1'), /whole numbers of 64 bits/],
  [condition('"index":0,"value":1.5'), /whole numbers of 64 bits/],
];
for (const [text, reason] of BAD)
  test(`seccomp: refuses ${text}`, () =>
    assert.match(JSON.stringify(parseSeccompProfile(text, { kernel: KERNEL, capabilities: [] })), reason));

test('seccomp: unconfined is no filter', () =>
  assert.equal(convert({ SecurityOpt: ['seccomp=unconfined'] }).config.linux?.seccomp, undefined));
test('seccomp: no-new-privileges', () =>
  assert.equal(convert({ SecurityOpt: ['no-new-privileges:true'] }).config.process?.noNewPrivileges, true));
