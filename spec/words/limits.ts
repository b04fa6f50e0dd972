import type { Words } from './Words';

/** Resource limits of a process, as Compose writes them. See setrlimit(2). */
export const LIMIT_WORDS: Words = {
  as: 'Address space in bytes.',
  core: 'Size of a core dump in bytes; 0 is none.',
  cpu: 'CPU time in seconds.',
  data: 'Data segment and heap in bytes.',
  fsize: 'Size of a written file in bytes.',
  locks: 'File locks (without effect since Linux 2.4).',
  memlock: 'Memory locked in RAM in bytes.',
  msgqueue: 'Bytes in POSIX message queues.',
  nice: 'Ceiling for the nice value, as 20 minus nice.',
  nofile: 'Open file descriptors.',
  nproc: 'Processes of the user (of all containers with this uid).',
  rss: 'Resident set (without effect since Linux 2.4).',
  rtprio: 'Ceiling for the real-time priority.',
  rttime: 'Microseconds of CPU without a blocking call under real-time scheduling.',
  sigpending: 'Queued signals.',
  stack: 'Stack in bytes.',
};

/** The same by the names the kernel and the OCI use. */
export const RLIMIT_WORDS: Words = Object.fromEntries(
  Object.entries(LIMIT_WORDS).map(([name, text]) => [`RLIMIT_${name.toUpperCase()}`, text]),
);
