import {
  any,
  boolean,
  choice,
  dict,
  from,
  integerIn,
  list,
  matching,
  matchingLike,
  object,
  string,
  suggesting,
} from '../../compose/vocabulary/ValueType';
import type { ValueType, Vocabulary } from '../../compose/vocabulary/ValueType';
import { RLIMIT_WORDS } from '../../words/limits';
import { int32, uint32, uint64 } from './integers';
import { FILESYSTEM_WORDS, MOUNT_OPTION_WORDS } from './mountWords';
import { ID_MAPPING, LINUX_KEYS } from './linuxKeys';

const CAPABILITY_SET = list(from('ociCapability'));

const PROCESS_KEYS: Vocabulary = {
  terminal: { type: boolean, doc: 'Gives the process a terminal as its standard streams.', default: 'false' },
  consoleSize: {
    type: object({ height: { type: uint64, doc: 'Rows.' }, width: { type: uint64, doc: 'Columns.' } }, ['height', 'width']),
    doc: 'Size of the terminal at the start, in characters.',
  },
  cwd: { type: string, doc: 'Absolute directory in the container that the process starts in.' },
  env: { type: list(string), doc: 'Environment variables as `NAME=value`.' },
  args: { type: list(string), doc: 'The program and its arguments; without a slash it is looked for in the `PATH` of `env`.' },
  commandLine: { type: string, doc: 'The command on Windows; Linux takes `args`.' },
  user: {
    type: object({
      uid: { type: uint32, doc: 'User id in the container.', default: '0' },
      gid: { type: uint32, doc: 'Group id in the container.', default: '0' },
      umask: {
        type: uint32,
        doc: 'File mode creation mask, as a decimal number in JSON.',
        kernel: { file: '/proc/<pid>/status Umask' },
      },
      additionalGids: { type: list(uint32), doc: 'Supplementary groups.', kernel: { file: '/proc/<pid>/status Groups' } },
      username: { type: string, doc: 'User name on Windows.' },
    }),
    doc: 'Whom the process runs as.',
    kernel: { file: '/proc/<pid>/status Uid, Gid' },
  },
  capabilities: {
    type: object({
      bounding: { type: CAPABILITY_SET, doc: 'What the process can ever gain.', kernel: { file: '/proc/<pid>/status CapBnd' } },
      permitted: { type: CAPABILITY_SET, doc: 'What it may make effective.', kernel: { file: '/proc/<pid>/status CapPrm' } },
      effective: { type: CAPABILITY_SET, doc: 'What the kernel checks.', kernel: { file: '/proc/<pid>/status CapEff' } },
      inheritable: { type: CAPABILITY_SET, doc: 'What may pass over execve.', kernel: { file: '/proc/<pid>/status CapInh' } },
      ambient: {
        type: CAPABILITY_SET,
        doc: 'What a program without file capabilities keeps.',
        kernel: { file: '/proc/<pid>/status CapAmb' },
      },
    }),
    doc: 'The five capability sets. See capabilities(7).',
  },
  rlimits: {
    type: list(
      object(
        {
          type: {
            type: matchingLike(/^RLIMIT_[A-Z]+$/, 'a name such as RLIMIT_NOFILE', RLIMIT_WORDS),
            doc: 'Which limit. See setrlimit(2).',
          },
          soft: { type: uint64, doc: 'Enforced by the kernel; the process may raise it up to `hard`.' },
          hard: { type: uint64, doc: 'Ceiling of `soft`.' },
        },
        ['type', 'soft', 'hard'],
      ),
    ),
    doc: 'Resource limits of the process.',
    kernel: { file: '/proc/<pid>/limits' },
  },
  noNewPrivileges: {
    type: boolean,
    doc: 'No gain of rights by set-user-ID programs or file capabilities.',
    kernel: { file: '/proc/<pid>/status NoNewPrivs' },
  },
  apparmorProfile: { type: string, doc: 'AppArmor profile.', kernel: { file: '/proc/<pid>/attr/apparmor/current' } },
  selinuxLabel: { type: string, doc: 'SELinux label of the process.' },
  oomScoreAdj: {
    type: integerIn(-1000, 1000),
    doc: 'How willingly the kernel kills the process when memory runs out.',
    kernel: { file: '/proc/<pid>/oom_score_adj' },
  },
  scheduler: {
    type: object(
      {
        policy: {
          type: choice({
            SCHED_OTHER: 'Shares time with all others; what processes have.',
            SCHED_FIFO: 'Real-time: runs until it waits.',
            SCHED_RR: 'Real-time: runs for a time slice.',
            SCHED_BATCH: 'As SCHED_OTHER, for work nobody waits for.',
            SCHED_ISO: 'Reserved; Linux does not have it.',
            SCHED_IDLE: 'Runs when nothing else wants to.',
            SCHED_DEADLINE: 'Real-time: a budget in each period.',
          }),
          doc: 'Scheduling policy.',
        },
        nice: { type: int32, doc: 'Nice value, for SCHED_OTHER and SCHED_BATCH.' },
        priority: { type: int32, doc: 'Static priority, for SCHED_FIFO and SCHED_RR.' },
        flags: {
          type: list(
            choice({
              SCHED_FLAG_RESET_ON_FORK: 'Children have SCHED_OTHER.',
              SCHED_FLAG_RECLAIM: 'Takes over what other deadline tasks leave.',
              SCHED_FLAG_DL_OVERRUN: 'SIGXCPU when the budget is spent.',
              SCHED_FLAG_KEEP_POLICY: 'Leaves the policy as it is.',
              SCHED_FLAG_KEEP_PARAMS: 'Leaves the parameters as they are.',
              SCHED_FLAG_UTIL_CLAMP_MIN: 'Sets the least utilisation.',
              SCHED_FLAG_UTIL_CLAMP_MAX: 'Sets the greatest utilisation.',
            }),
          ),
          doc: 'Flags of sched_setattr(2).',
        },
        runtime: { type: uint64, doc: 'Nanoseconds of CPU time a period, for SCHED_DEADLINE.' },
        deadline: { type: uint64, doc: 'Nanoseconds within which it is to be had, for SCHED_DEADLINE.' },
        period: { type: uint64, doc: 'Nanoseconds of a period, for SCHED_DEADLINE.' },
      },
      ['policy'],
    ),
    doc: 'How the kernel schedules the process. See sched(7).',
  },
  ioPriority: {
    type: object(
      {
        class: {
          type: choice({
            IOPRIO_CLASS_RT: 'Before all others; needs CAP_SYS_ADMIN or CAP_SYS_NICE.',
            IOPRIO_CLASS_BE: 'Best effort; what processes have.',
            IOPRIO_CLASS_IDLE: 'When nobody else reads or writes.',
          }),
          doc: 'Scheduling class.',
        },
        priority: { type: integerIn(0, 7), doc: '0 is the highest.' },
      },
      ['class'],
    ),
    doc: 'I/O priority. See ioprio_set(2).',
  },
  execCPUAffinity: {
    type: object({
      initial: { type: matching(/^[0-9, -]*$/, 'a list of CPUs as in 0-3,7'), doc: 'While an exec joins the container.' },
      final: { type: matching(/^[0-9, -]*$/, 'a list of CPUs as in 0-3,7'), doc: 'When its program runs.' },
    }),
    doc: 'CPUs of processes that are executed in the container later.',
  },
};

const HOOKS = list(
  object(
    {
      path: { type: from('path'), doc: 'Absolute path of the program.' },
      args: { type: list(string), doc: 'Its arguments, the first being its own name.' },
      env: { type: list(string), doc: 'Its environment.' },
      timeout: { type: { kind: 'integer', min: 1, max: 2 ** 31 - 1 }, doc: 'Seconds until it is killed.' },
    },
    ['path'],
  ),
);

const HOOK_KEYS: Vocabulary = {
  prestart: {
    type: HOOKS,
    doc: 'On the host, after the namespaces are made.',
    deprecated: 'use createRuntime, createContainer or startContainer',
  },
  createRuntime: { type: HOOKS, doc: 'In the namespaces of the runtime, before the root is changed.' },
  createContainer: { type: HOOKS, doc: 'In the namespaces of the container, before the root is changed.' },
  startContainer: { type: HOOKS, doc: 'In the container, before its program.' },
  poststart: { type: HOOKS, doc: 'On the host, after the program has started.' },
  poststop: { type: HOOKS, doc: 'On the host, after the container is deleted.' },
};

const MOUNT_KEYS: Vocabulary = {
  destination: { type: string, doc: 'Absolute path in the container; mounts are made in the order of the list.' },
  type: {
    type: suggesting(FILESYSTEM_WORDS),
    doc: 'Filesystem type as in /proc/filesystems; any for a bind mount.',
    kernel: { file: '/proc/filesystems' },
  },
  source: { type: from('path'), doc: 'Device, directory or name; relative to the bundle for a bind mount.' },
  options: {
    type: list(suggesting(MOUNT_OPTION_WORDS)),
    doc: 'Options of mount(8), and `idmap`, `ridmap`, `tmpcopyup`, and the recursive `rro` and its like.',
  },
  uidMappings: { type: list(ID_MAPPING), doc: 'User ids of an idmapped mount.' },
  gidMappings: { type: list(ID_MAPPING), doc: 'Group ids of an idmapped mount.' },
};

const VERSIONS = {
  '1.2.0': 'Read by runtimes since 2024.',
  '1.3.0': 'Read by runtimes since the end of 2025.',
  '1.1.0': 'Read by runtimes since 2023.',
  '1.0.2': 'Read by every runtime.',
};

/** The runtime-spec 1.2 (and what 1.3 adds for Linux). Sections of other systems are let through. */
export const CONFIG_KEYS: Vocabulary = {
  ociVersion: {
    type: matchingLike(
      /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/,
      'a version as in 1.2.0',
      VERSIONS,
    ),
    doc: 'Version of the runtime-spec that the file follows.',
  },
  root: {
    type: object(
      {
        path: { type: from('directory'), doc: 'The root filesystem, relative to the bundle.' },
        readonly: { type: boolean, doc: 'Whether it is mounted read-only.', default: 'false' },
      },
      ['path'],
    ),
    doc: 'The root filesystem of the container.',
  },
  process: { type: object(PROCESS_KEYS, ['cwd']), doc: 'The process of the container.' },
  hostname: {
    type: string,
    doc: 'Host name in the UTS namespace of the container.',
    kernel: { file: '/proc/sys/kernel/hostname' },
  },
  domainname: {
    type: string,
    doc: 'NIS domain name in the UTS namespace of the container.',
    kernel: { file: '/proc/sys/kernel/domainname' },
  },
  mounts: { type: list(object(MOUNT_KEYS, ['destination'])), doc: 'Mounts beside the root, made in this order.' },
  hooks: { type: object(HOOK_KEYS), doc: 'Programs that the runtime runs at points in the life of the container.' },
  annotations: { type: dict(string), doc: 'Free data for tools, as texts.' },
  linux: { type: object(LINUX_KEYS), doc: 'What only Linux has: namespaces, cgroups, seccomp and the rest.' },
  ...Object.fromEntries(
    ['solaris', 'windows', 'vm', 'zos', 'freebsd'].map((system) => [system, { type: any, doc: `Settings for ${system}.` }]),
  ),
};

export const CONFIG_TYPE: ValueType = object(CONFIG_KEYS, ['ociVersion']);
