import {
  choice,
  dict,
  boolean,
  bytes,
  either,
  fileMode,
  from,
  list,
  no,
  object,
  reference,
  oneOrMoreOf,
  setOf,
  string,
  ignored,
  assignments,
} from './ValueType';
import { CONTAINER_PATH, TMPFS } from './texts';
import type { Section, ValueType, Vocabulary } from './ValueType';

const LONG_VOLUME: Vocabulary = {
  type: {
    type: choice({
      bind: 'A file or directory of the host.',
      volume: 'A volume the engine keeps, by name or without.',
      tmpfs: 'Memory; empty at the start and gone at the end.',
      image: 'The files of an image.',
      cluster: 'A volume of a cluster (CSI).',
      npipe: 'A named pipe of Windows.',
    }),
    doc: 'What is mounted: a path of the host, a named volume, or memory.',
  },
  source: { type: from('path'), doc: 'Path on the host (relative to the project), or name of a volume. Not for tmpfs.' },
  target: { type: CONTAINER_PATH, doc: 'Where it is mounted in the container.' },
  read_only: { type: boolean, doc: 'Mounts it read-only.', default: 'false' },
  consistency: { type: string, doc: 'Had a meaning on macOS.', support: ignored('it has no meaning on Linux') },
  bind: {
    type: object({
      propagation: {
        type: choice({
          private: 'Mounts made below it are seen on neither other side.',
          rprivate: 'The same for all mounts below it.',
          shared: 'Mounts made below it are seen on both sides.',
          rshared: 'The same for all mounts below it.',
          slave: 'Mounts of the host are seen in the container, not the other way.',
          rslave: 'The same for all mounts below it.',
        }),
        doc: 'Whether mounts made below it are seen on the other side.',
        default: 'rprivate',
      },
      create_host_path: { type: boolean, doc: 'Makes a missing source a directory.', default: 'true' },
      recursive: {
        type: choice({
          enabled: 'They are; with `read_only` they are read-only where the kernel can do that.',
          disabled: 'They are not.',
          writable: 'They are, and can be written even with `read_only`.',
          readonly: 'They are, and are read-only or it fails.',
        }),
        doc: 'Whether mounts below the source are taken along.',
        default: 'enabled',
      },
      selinux: {
        type: choice({ z: 'For all containers.', Z: 'For this container alone.' }),
        doc: 'Relabels the source for SELinux: `z` shared, `Z` private.',
      },
    }),
    doc: 'Options of a bind mount.',
  },
  volume: {
    type: object({
      nocopy: { type: boolean, doc: 'Does not fill a new volume with what the image has there.', default: 'false' },
      subpath: {
        type: string,
        doc: 'Directory in the volume to mount.',
        support: no('a directory of a volume cannot be mounted yet'),
      },
      labels: { type: assignments, doc: 'Labels of an anonymous volume.' },
    }),
    doc: 'Options of a volume.',
  },
  tmpfs: {
    type: object({
      size: { type: bytes, doc: 'Size at most.' },
      mode: { type: fileMode, doc: 'Permission bits of its root, in octal.' },
    }),
    doc: 'Options of a tmpfs.',
  },
  image: {
    type: object({ subpath: { type: string, doc: 'Directory in the image to mount.' } }),
    doc: 'Options of an image mount.',
    support: no('images cannot be mounted yet'),
  },
};

/** A `secrets` or `configs` list of a service. */
export function grants(to: Section, place: string): ValueType {
  return list(
    either(
      reference(to),
      object({
        source: { type: reference(to), doc: `Name under the project's \`${to}\`.` },
        target: { type: string, doc: `File in the container; without a slash, below \`${place}\`.` },
        uid: { type: string, doc: 'Owner of the file.', support: ignored('files are mounted with the owner they have') },
        gid: { type: string, doc: 'Group of the file.', support: ignored('files are mounted with the group they have') },
        mode: { type: fileMode, doc: 'Permission bits in octal.', support: ignored('files are mounted with the mode they have') },
      }),
    ),
  );
}

const MODEL_USE: Vocabulary = {
  endpoint_var: { type: string, doc: 'Environment variable that gets the address of the model.' },
  model_var: { type: string, doc: 'Environment variable that gets the name of the model.' },
};

/** What the container finds in its filesystem. */
export const STORAGE_KEYS: Vocabulary = {
  volumes: {
    type: setOf(either({ kind: 'volume' }, object(LONG_VOLUME, ['type', 'target']))),
    doc: 'Mounts: `[source:]target[:ro]`, where a source that begins with `.`, `/` or `~` is a path and any other a named volume.',
    example: './src:/src:ro',
  },
  volumes_from: {
    type: setOf(from('service')),
    doc: 'Takes over the mounts of another service or container.',
    support: no('mounts of other containers cannot be taken over yet; name the volumes again'),
  },
  tmpfs: {
    type: oneOrMoreOf(TMPFS),
    doc: 'Directories that are in memory and empty at the start: `path[:size=…,mode=…]`.',
    example: '/tmp:size=64m',
  },
  read_only: { type: boolean, doc: 'The root filesystem cannot be written; volumes and tmpfs can.', default: 'false' },
  configs: { type: grants('configs', '/'), doc: 'Configuration files of the project to mount.' },
  secrets: {
    type: grants('secrets', '/run/secrets'),
    doc: 'Secrets of the project to mount, by default at `/run/secrets/<name>`.',
  },
  use_api_socket: {
    type: boolean,
    doc: "Gives the container the engine's API socket and credentials.",
    since: 'Compose 2.36',
    support: no("the engine's socket is not handed to containers"),
  },
  models: {
    type: either(setOf(reference('models')), dict(object(MODEL_USE), 'models')),
    doc: 'AI models the service uses.',
    since: 'Compose 2.38',
    support: no('models are not available'),
  },
};
