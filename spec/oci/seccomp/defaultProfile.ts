import type { OciSeccomp } from '../OciConfig';
import { ALLOWED_SYSCALLS } from './allowedSyscalls';
import { CAPABILITY_SYSCALLS } from './capabilityGroups';

type Rule = NonNullable<OciSeccomp['syscalls']>[number];

const EPERM = 1;
const ENOSYS = 38;

/** CLONE_NEWNS | NEWCGROUP | NEWUTS | NEWIPC | NEWUSER | NEWPID | NEWNET: no new namespace without CAP_SYS_ADMIN. */
const NAMESPACE_FLAGS = 0x7e02_0000;

/** PER_LINUX, PER_LINUX32, UNAME26, PER_LINUX32 | UNAME26, and 0xffffffff, which only asks. Others switch protections such as ASLR off. */
const PERSONALITIES = [0x0, 0x8, 0x2_0000, 0x2_0008, 0xffff_ffff];

const AF_ALG = 38;
const AF_VSOCK = 40;

/** Subsidiary architectures a 64-bit kernel runs: without them a 32-bit call would not be filtered but killed. */
const ARCHITECTURES: Record<string, string[]> = {
  x86_64: ['SCMP_ARCH_X86_64', 'SCMP_ARCH_X86', 'SCMP_ARCH_X32'],
  aarch64: ['SCMP_ARCH_AARCH64', 'SCMP_ARCH_ARM'],
  armv7l: ['SCMP_ARCH_ARM'],
  i686: ['SCMP_ARCH_X86'],
  riscv64: ['SCMP_ARCH_RISCV64'],
};

export function architecturesOf(machine: string): string[] {
  return ARCHITECTURES[machine] ?? [];
}

const allow = (names: readonly string[], args?: Rule['args']): Rule => ({
  names: [...names],
  action: 'SCMP_ACT_ALLOW',
  ...(args ? { args } : {}),
});

/** AF_ALG opens the kernel's crypto code to anyone, AF_VSOCK reaches the hypervisor past every network namespace. */
function socketRules(): Rule[] {
  return [
    allow(['socket'], [{ index: 0, value: AF_ALG, op: 'SCMP_CMP_LT' }]),
    allow(['socket'], [{ index: 0, value: AF_ALG + 1, op: 'SCMP_CMP_EQ' }]),
    allow(['socket'], [{ index: 0, value: AF_VSOCK, op: 'SCMP_CMP_GT' }]),
  ];
}

/** Filters see no memory, so clone3's flags cannot be looked at: ENOSYS makes libc fall back to clone, whose flags can. */
function cloneRules(): Rule[] {
  return [
    allow(['clone'], [{ index: 0, value: NAMESPACE_FLAGS, valueTwo: 0, op: 'SCMP_CMP_MASKED_EQ' }]),
    { names: ['clone3'], action: 'SCMP_ACT_ERRNO', errnoRet: ENOSYS },
  ];
}

const MACHINE_SYSCALLS: Record<string, readonly string[]> = {
  x86_64: ['arch_prctl', 'modify_ldt'],
  i686: ['modify_ldt'],
};

const ALLOWED = Object.values(ALLOWED_SYSCALLS).flat();

/** Sorting hundreds of names for each container would take longer than all else of its config; most have the capabilities of the one before. */
let last: { key: string; names: readonly string[] } | undefined;

function allowedNames(machine: string, capabilities: readonly string[]): readonly string[] {
  const key = [machine, ...capabilities].join();
  if (last?.key === key) return last.names;
  const ofCapabilities = capabilities.flatMap((capability) => CAPABILITY_SYSCALLS[capability] ?? []);
  const names = [...new Set([...ALLOWED, ...(MACHINE_SYSCALLS[machine] ?? []), ...ofCapabilities])].sort();
  last = { key, names };
  return names;
}

/** The filter of a container with these capabilities; what is not named answers EPERM. */
export function defaultSeccomp(machine: string, capabilities: readonly string[]): OciSeccomp {
  const syscalls: Rule[] = [allow(allowedNames(machine, capabilities))];
  syscalls.push(...PERSONALITIES.map((value) => allow(['personality'], [{ index: 0, value, op: 'SCMP_CMP_EQ' }])));
  syscalls.push(...socketRules());
  if (!capabilities.includes('CAP_SYS_ADMIN')) syscalls.push(...cloneRules());
  return { defaultAction: 'SCMP_ACT_ERRNO', defaultErrnoRet: EPERM, architectures: architecturesOf(machine), syscalls };
}
