import { CONTAINER_PATH } from './texts';
import {
  assignments,
  assignmentsOf,
  boolean,
  commandLine,
  duration,
  either,
  from,
  integer,
  integerIn,
  list,
  matching,
  matchingLike,
  no,
  object,
  setOf,
  string,
  textOrNumber,
} from './ValueType';
import { isSignal, SIGNAL_WORDS } from '../../words/signals';
import { LIMIT_WORDS } from '../../words/limits';
import type { Vocabulary } from './ValueType';

/** `name=value`, with a colon in older files; those of other engines, too. */
const SECURITY_OPTION =
  /^(?:no-new-privileges(?:[:=](?:true|false))?|(?:seccomp|apparmor|label|systempaths|writable-cgroups|credentialspec|proc-opts|mask|unmask)[:=].+)$/;

export const limit = either(
  integer,
  object(
    {
      soft: { type: integer, doc: 'What the process starts with; it may raise it up to `hard`.' },
      hard: { type: integer, doc: 'The ceiling for `soft`.' },
    },
    ['soft', 'hard'],
  ),
);

const ulimits = object(
  Object.fromEntries(
    Object.entries(LIMIT_WORDS).map(([name, doc]) => [name, { type: limit, doc, kernel: { file: '/proc/<pid>/limits' } }]),
  ),
);

export const hookOf = object(
  {
    command: { type: commandLine, doc: 'What to run in the container.' },
    user: { type: string, doc: 'User to run it as.' },
    privileged: { type: boolean, doc: 'Run it with all capabilities.' },
    working_dir: { type: string, doc: 'Directory to run it in.' },
    environment: { type: assignments, doc: 'Environment of this command only.' },
  },
  ['command'],
);
const hook = list(hookOf);

/** What runs, as whom, with which rights. */
export const PROCESS_KEYS: Vocabulary = {
  command: {
    type: commandLine,
    doc: "Replaces the image's command (`CMD`). A text is split by the shell's word rules, but no shell runs it.",
    example: '["npm", "start"]',
  },
  entrypoint: {
    type: commandLine,
    doc: "Replaces the image's entrypoint; the image's command is then not used either. An empty list or text clears it.",
  },
  environment: {
    type: assignmentsOf('variable'),
    doc: 'Environment variables. A name without a value is taken from the environment Compose runs in.',
    example: 'DEBUG: "1"',
  },
  working_dir: { type: CONTAINER_PATH, doc: 'Directory the command starts in.', default: "the image's, else `/`" },
  user: {
    type: matching(/^[^\s:]*(?::[^\s:]*)?$/, 'a user, or user:group'),
    doc: 'User and group of the process: a name of the image or a number, as in `1000:1000`.',
    default: "the image's, else `root`",
  },
  group_add: { type: setOf(textOrNumber), doc: 'Further groups of the process, by name or number.' },
  hostname: {
    type: matching(
      /^[a-zA-Z0-9]([a-zA-Z0-9.-]{0,62}[a-zA-Z0-9])?$/,
      'a host name of letters, digits, dots and hyphens, at most 64',
    ),
    doc: 'Host name in the UTS namespace of the container.',
    kernel: { file: '/proc/sys/kernel/hostname' },
  },
  domainname: {
    type: string,
    doc: 'NIS domain name in the UTS namespace of the container.',
    kernel: { file: '/proc/sys/kernel/domainname' },
  },
  tty: { type: boolean, doc: 'Gives the process a terminal; its two output streams then are one.', default: 'false' },
  stdin_open: { type: boolean, doc: 'Keeps standard input open without anybody attached.', default: 'false' },
  init: {
    type: boolean,
    doc: 'Runs a small init as process 1, which passes signals on and reaps orphans.',
    since: '2.2',
  },
  stop_signal: {
    type: {
      kind: 'string',
      pattern: { test: isSignal },
      expected: 'a signal by name or number',
      suggestions: Object.keys(SIGNAL_WORDS),
      source: 'signal',
    },
    doc: 'Signal that asks the process to end.',
    default: '`SIGTERM`, or what the image says',
  },
  stop_grace_period: { type: duration, doc: 'How long to wait after `stop_signal` before `SIGKILL`.', default: '10s' },
  post_start: {
    type: hook,
    doc: 'Commands to run in the container after it started.',
    since: 'Compose 2.30',
    support: no('lifecycle hooks are not run yet'),
  },
  pre_stop: {
    type: hook,
    doc: 'Commands to run in the container before it is stopped.',
    since: 'Compose 2.30',
    support: no('lifecycle hooks are not run yet'),
  },
  cap_add: {
    type: setOf(from('capability')),
    doc: 'Capabilities beyond the default fourteen; `ALL` is all the host has. See capabilities(7).',
    kernel: { file: '/proc/<pid>/status CapBnd' },
  },
  cap_drop: {
    type: setOf(from('capability')),
    doc: 'Capabilities to take away from the default fourteen; `ALL` leaves only those of `cap_add`.',
    kernel: { file: '/proc/<pid>/status CapBnd' },
  },
  privileged: {
    type: boolean,
    doc: 'All capabilities, no seccomp filter, no masked paths, all devices: the container is not isolated from the host any more.',
    default: 'false',
  },
  security_opt: {
    type: setOf(
      matchingLike(SECURITY_OPTION, 'an option as in no-new-privileges:true or seccomp=unconfined', {
        'no-new-privileges:true': 'No gain of rights by set-user-ID programs and file capabilities.',
        'seccomp=unconfined': 'No filter of system calls.',
        'apparmor=unconfined': 'No AppArmor profile.',
        'label=disable': 'No SELinux label of its own.',
        'systempaths=unconfined': 'Nothing below `/proc` and `/sys` is masked or read-only.',
      }),
    ),
    doc: '`no-new-privileges:true`, `seccomp=<file or unconfined>`, `apparmor=<profile>`, `label=…`, `systempaths=unconfined`.',
    kernel: { file: '/proc/<pid>/status NoNewPrivs, Seccomp' },
  },
  ulimits: {
    type: ulimits,
    doc: 'Resource limits of the process: a number for both, or `soft` and `hard`; -1 is no limit. See getrlimit(2).',
    kernel: { file: '/proc/<pid>/limits' },
  },
  sysctls: {
    type: assignmentsOf('sysctl'),
    doc: "Kernel settings of the container's own namespaces: `net.*`, `kernel.msg*`, `kernel.sem`, `kernel.shm*`, `fs.mqueue.*`, `kernel.domainname`.",
    kernel: { file: '/proc/sys/…' },
  },
  oom_score_adj: {
    type: integerIn(-1000, 1000),
    doc: 'How willingly the kernel kills these processes when memory runs out; below 0 needs CAP_SYS_RESOURCE.',
    default: '0',
    kernel: { file: '/proc/<pid>/oom_score_adj' },
  },
  annotations: { type: assignments, doc: 'Annotations of the OCI config, for runtimes and tools.' },
  labels: { type: assignments, doc: 'Labels of the container, for tools and people.' },
  label_file: {
    type: either(from('file'), list(from('file'))),
    doc: 'Files with `NAME=value` lines to take labels from; those of `labels` win.',
    since: 'Compose 2.32.2',
  },
};
