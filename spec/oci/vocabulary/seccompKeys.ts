import { choice, from, list, object, oneOf, string } from '../../compose/vocabulary/ValueType';
import type { ValueType, Vocabulary } from '../../compose/vocabulary/ValueType';
import { uint32, uint64 } from './integers';

export const ACTIONS = {
  SCMP_ACT_KILL: 'Kills the thread; the same as SCMP_ACT_KILL_THREAD.',
  SCMP_ACT_KILL_PROCESS: 'Kills the process.',
  SCMP_ACT_KILL_THREAD: 'Kills the thread.',
  SCMP_ACT_TRAP: 'Sends SIGSYS.',
  SCMP_ACT_ERRNO: 'Fails with `errnoRet`.',
  SCMP_ACT_TRACE: 'Asks the tracer; without one it fails with ENOSYS.',
  SCMP_ACT_ALLOW: 'Is made.',
  SCMP_ACT_LOG: 'Is made, and logged.',
  SCMP_ACT_NOTIFY: 'Asks the process that listens at `listenerPath`.',
};
const ACTION = choice(ACTIONS);

export const ARCHITECTURES = [
  ...['X86', 'X86_64', 'X32', 'ARM', 'AARCH64', 'LOONGARCH64', 'M68K', 'MIPS', 'MIPS64', 'MIPS64N32', 'MIPSEL', 'MIPSEL64'],
  ...['MIPSEL64N32', 'PPC', 'PPC64', 'PPC64LE', 'S390', 'S390X', 'SH', 'SHEB', 'PARISC', 'PARISC64', 'RISCV64'],
].map((name) => `SCMP_ARCH_${name}`);

export const ARGUMENT = object(
  {
    index: { type: { kind: 'integer', min: 0, max: 5 }, doc: 'Which argument, from 0.' },
    value: { type: uint64, doc: 'What it is compared with; the mask of SCMP_CMP_MASKED_EQ.' },
    valueTwo: { type: uint64, doc: 'The value of SCMP_CMP_MASKED_EQ.' },
    op: {
      type: choice({
        SCMP_CMP_NE: 'Not equal.',
        SCMP_CMP_LT: 'Less.',
        SCMP_CMP_LE: 'Less or equal.',
        SCMP_CMP_EQ: 'Equal.',
        SCMP_CMP_GE: 'Greater or equal.',
        SCMP_CMP_GT: 'Greater.',
        SCMP_CMP_MASKED_EQ: 'Equal to `valueTwo` under the mask `value`.',
      }),
      doc: 'How it is compared.',
    },
  },
  ['index', 'value', 'op'],
);

export const RULE_KEYS: Vocabulary = {
  names: { type: list(from('syscall')), doc: 'Names of system calls.' },
  action: { type: ACTION, doc: 'What happens when one of them is made and all conditions hold.' },
  errnoRet: { type: uint32, doc: 'Error number of SCMP_ACT_ERRNO and value of SCMP_ACT_TRACE.', default: 'EPERM' },
  args: { type: list(ARGUMENT), doc: 'Conditions, all of which must hold.' },
};

export const FILTER_KEYS = {
  defaultAction: { type: ACTION, doc: 'What happens on a system call that no rule names.' },
  defaultErrnoRet: { type: uint32, doc: 'Error number when the default action is SCMP_ACT_ERRNO.', default: 'EPERM' },
  architectures: {
    type: list(oneOf(...ARCHITECTURES)),
    doc: 'Architectures whose calls are filtered; all others are refused.',
  },
} satisfies Vocabulary;

export const SECCOMP_TYPE: ValueType = object(
  {
    ...FILTER_KEYS,
    flags: {
      type: list(
        choice({
          SECCOMP_FILTER_FLAG_TSYNC: 'For all threads of the process.',
          SECCOMP_FILTER_FLAG_LOG: 'Logs everything that is not allowed.',
          SECCOMP_FILTER_FLAG_SPEC_ALLOW: 'Leaves out the defence against speculative store bypass.',
          SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV: 'Only fatal signals interrupt a call that is notified of. Since Linux 5.19.',
        }),
      ),
      doc: 'Flags of seccomp(2).',
    },
    listenerPath: { type: string, doc: 'Socket that gets the notify descriptor.' },
    listenerMetadata: { type: string, doc: 'Text that is sent with it.' },
    syscalls: { type: list(object(RULE_KEYS, ['names', 'action'])), doc: 'Rules.' },
  },
  ['defaultAction'],
);
