export const MOUNT_TYPES = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'] as const;
export type MountType = (typeof MOUNT_TYPES)[number];

export const MOUNT_TYPE_DOCS: Readonly<Record<MountType, string>> = {
  bind: 'Files of the build context, of a stage or of an image; what is written there is thrown away.',
  cache: 'A directory that is kept from build to build.',
  tmpfs: 'A directory in memory.',
  secret: 'A file with a secret that is not kept in the image.',
  ssh: 'The SSH agent of whoever builds.',
};

interface MountOption {
  doc: string;
  /** Types it is for; all when missing. */
  types?: readonly MountType[];
  kind: 'text' | 'boolean' | 'mode' | 'count' | 'bytes' | { oneOf: readonly string[] };
  aliases?: readonly string[];
}

export const MOUNT_OPTIONS: Readonly<Record<string, MountOption>> = {
  type: { kind: { oneOf: MOUNT_TYPES }, doc: 'What is mounted; `bind` when missing.' },
  target: { kind: 'text', aliases: ['dst', 'destination'], doc: 'Where in the container it is.' },
  source: { kind: 'text', aliases: ['src'], types: ['bind', 'cache'], doc: 'Path in what `from` names.' },
  from: { kind: 'text', types: ['bind', 'cache'], doc: 'Stage, named context or image; the build context when missing.' },
  rw: { kind: 'boolean', aliases: ['readwrite'], types: ['bind', 'cache'], doc: 'Allows writing.' },
  ro: { kind: 'boolean', aliases: ['readonly'], types: ['bind', 'cache'], doc: 'Forbids writing.' },
  id: {
    kind: 'text',
    types: ['cache', 'secret', 'ssh'],
    doc: 'The name that the cache, secret or agent goes by; that of the target when missing.',
  },
  sharing: {
    kind: { oneOf: ['shared', 'private', 'locked'] },
    types: ['cache'],
    doc: 'What happens when several builds use the cache at once.',
  },
  size: { kind: 'bytes', types: ['tmpfs'], doc: 'How large it may become.' },
  required: { kind: 'boolean', types: ['secret', 'ssh'], doc: 'Fails when there is none, instead of going on without.' },
  env: { kind: 'text', types: ['secret'], doc: 'An environment variable that holds the secret, instead of or beside the file.' },
  mode: { kind: 'mode', types: ['cache', 'secret', 'ssh'], doc: 'Permissions in octal.' },
  uid: { kind: 'count', types: ['cache', 'secret', 'ssh'], doc: 'User that owns it; 0 when missing.' },
  gid: { kind: 'count', types: ['cache', 'secret', 'ssh'], doc: 'Group that owns it; 0 when missing.' },
};

/** Options that Podman and Buildah have beside these, of mounts of type bind and cache. */
const BUILDAH_OPTIONS: ReadonlySet<string> = new Set([
  ...['z', 'u', 'relabel', 'bind-propagation', 'bind-nonrecursive', 'no-dereference', 'consistency', 'nosuid', 'nodev', 'noexec'],
  ...['shared', 'rshared', 'private', 'rprivate', 'slave', 'rslave'],
]);

export function isOfBuildah(written: string, type: MountType): boolean {
  return (type === 'bind' || type === 'cache') && BUILDAH_OPTIONS.has(written.toLowerCase());
}

const NAMES = new Map(
  Object.entries(MOUNT_OPTIONS).flatMap(([name, { aliases = [] }]) => [name, ...aliases].map((one) => [one, name] as const)),
);

/** The option that a name or another name of it stands for. */
export function mountOption(written: string): { name: string; option: MountOption } | undefined {
  const name = NAMES.get(written.toLowerCase());
  const option = name === undefined ? undefined : MOUNT_OPTIONS[name];
  return name !== undefined && option ? { name, option } : undefined;
}

export function optionsOf(type: MountType): string[] {
  return Object.keys(MOUNT_OPTIONS).filter((name) => MOUNT_OPTIONS[name]?.types?.includes(type) ?? true);
}
