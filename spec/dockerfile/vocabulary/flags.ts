import type { FlagSpec } from './InstructionSpec';

type Flags = Readonly<Record<string, FlagSpec>>;

/** Of both ADD and COPY. */
const FILE_FLAGS: Flags = {
  chmod: { kind: 'mode', doc: 'Permissions of the copies, octal (`755`) or symbolic (`u=rwX,go=rX`).' },
  chown: { kind: 'text', doc: 'User and group of the copies, by name or number; root when missing.' },
  link: {
    kind: 'boolean',
    doc: 'Puts the copies into a layer of their own, which stays in the cache when the layers below change.',
  },
  exclude: { kind: 'text', isRepeatable: true, doc: 'A pattern of files that are not copied.' },
};

export const COPY_FLAGS: Flags = {
  from: {
    kind: 'stage',
    doc: 'The stage (by name or number), named context or image to copy from; the build context when missing.',
  },
  ...FILE_FLAGS,
  parents: { kind: 'boolean', doc: 'Keeps the directories of the sources below the target.' },
};

export const ADD_FLAGS: Flags = {
  ...FILE_FLAGS,
  checksum: { kind: 'checksum', doc: 'What the download must be, as `sha256:…`, or the commit of a Git repository.' },
  'keep-git-dir': { kind: 'boolean', doc: 'Keeps `.git` of a Git repository.' },
  unpack: { kind: 'boolean', doc: 'Whether archives are unpacked; without it local ones are, and downloads are not.' },
};

export const PLATFORM_FLAG: Flags = {
  platform: {
    kind: 'platform',
    doc: 'The platform of the image, as in `linux/arm64` or `$BUILDPLATFORM`; the target’s when missing.',
  },
};

export const HEALTH_FLAGS: Flags = {
  interval: { kind: 'duration', doc: 'Time between two checks; `30s` when missing.' },
  timeout: { kind: 'duration', doc: 'How long one check may take; `30s` when missing.' },
  'start-period': { kind: 'duration', doc: 'Time in which failures do not count; `0s` when missing.' },
  'start-interval': { kind: 'duration', doc: 'Time between two checks in the start period; `5s` when missing.' },
  retries: { kind: 'count', doc: 'Failures in a row that make a container unhealthy; `3` when missing.' },
};

export const RUN_FLAGS: Flags = {
  mount: { kind: 'mount', isRepeatable: true, doc: 'A mount that is there only for this command.' },
  network: { kind: { oneOf: ['default', 'none', 'host'] }, doc: 'The network of this command.' },
  security: {
    kind: { oneOf: ['sandbox', 'insecure'] },
    doc: '`insecure` runs the command with all rights; the builder must allow it.',
  },
  device: { kind: 'text', isRepeatable: true, doc: 'A device (by its CDI name) for this command.' },
};
