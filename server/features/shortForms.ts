import type { CursorContext } from '../documents/cursorContext';

interface ShortForm {
  label: string;
  doc: string;
  parameters: readonly [name: string, doc: string][];
  /** Which parameter is being written, by what is written so far and by the place in the list. */
  active: (written: string, index: number) => number;
}

/** Colons outside of variables, of the brackets of an IPv6 address, and of a drive of Windows. */
const colons = (written: string): number =>
  written
    .replace(/\$\{[^}]*\}?/g, '')
    .replace(/\[[^\]]*\]?/g, '')
    .replace(/^[A-Za-z]:(?=[\\/])/, '')
    .split(':').length - 1;

const PORT: ShortForm = {
  label: '[[ip:]published:]target[/protocol]',
  doc: 'A port to publish. Quote it: YAML may read `22:22` as a number.',
  parameters: [
    ['ip', 'Address of the host to listen on; all when missing.'],
    ['published', 'Port of the host, or a range to choose from; any free one when missing.'],
    ['target', 'Port in the container.'],
    ['protocol', 'tcp, udp or sctp; tcp when missing.'],
  ],
  active: (written) => {
    if (written.includes('/')) return 3;
    const hasAddress = /^(\[|\d+\.)/.test(written);
    return Math.min(2, colons(written) + (hasAddress ? 0 : 1));
  },
};

const VOLUME: ShortForm = {
  label: '[source:]target[:options]',
  doc: 'A mount. A source that begins with `.`, `/` or `~` is a path of the host, any other the name of a volume.',
  parameters: [
    ['source', 'Path of the host, or name of a volume.'],
    ['target', 'Absolute path in the container.'],
    ['options', '`ro`, `rw`, `z`, `Z`, `nocopy` or a propagation mode, with commas between.'],
  ],
  active: (written) => Math.min(2, colons(written)),
};

const DEVICE: ShortForm = {
  label: 'host[:container[:permissions]]',
  doc: 'A device node of the host.',
  parameters: [
    ['host', 'Its path on the host.'],
    ['container', 'Its path in the container; the same when missing.'],
    ['permissions', 'Any of `r`, `w` and `m` (make the node); all when missing.'],
  ],
  active: (written) => Math.min(2, colons(written)),
};

const CDI: ShortForm = {
  label: 'vendor/class=name',
  doc: 'A device by its name in the Container Device Interface.',
  parameters: [
    ['vendor', 'Who describes the device, as `nvidia.com`.'],
    ['class', 'Its kind, as `gpu`.'],
    ['name', 'Which one, or `all`.'],
  ],
  active: (written) => (written.includes('=') ? 2 : written.includes('/') ? 1 : 0),
};

const TMPFS: ShortForm = {
  label: 'path[:options]',
  doc: 'A directory in memory, empty at the start.',
  parameters: [
    ['path', 'Absolute path in the container.'],
    ['options', '`size=64m`, `mode=1777`, `uid=…`, with commas between.'],
  ],
  active: (written) => Math.min(1, colons(written)),
};

const HOST: ShortForm = {
  label: 'host=address',
  doc: 'A further name, in `/etc/hosts` of the container.',
  parameters: [
    ['host', 'The name.'],
    ['address', 'An IPv4 or IPv6 address, or `host-gateway`.'],
  ],
  active: (written) => (/[=:]/.test(written) ? 1 : 0),
};

const LINK: ShortForm = {
  label: 'service[:alias]',
  doc: 'Another service, by a name of its own.',
  parameters: [
    ['service', 'The service.'],
    ['alias', 'Its further name; that of the service when missing.'],
  ],
  active: (written) => Math.min(1, colons(written)),
};

const VOLUMES_FROM: ShortForm = {
  label: 'source[:mode]',
  doc: 'Mounts of another service, or of a container as `container:name`.',
  parameters: [
    ['source', 'A service, or `container:` and the name of a container.'],
    ['mode', '`ro` or `rw`; `rw` when missing.'],
  ],
  active: (written) => Math.min(1, colons(written.replace(/^container:/, ''))),
};

const EXPOSED: ShortForm = {
  label: 'port[/protocol]',
  doc: 'A port that other services use.',
  parameters: [
    ['port', 'A port in the container, or a range.'],
    ['protocol', 'tcp, udp or sctp; tcp when missing.'],
  ],
  active: (written) => (written.includes('/') ? 1 : 0),
};

const RULE: ShortForm = {
  label: 'type major:minor permissions',
  doc: 'Device nodes that may be used, without being made in the container.',
  parameters: [
    ['type', '`c` character devices, `b` block devices, `a` all.'],
    ['major', 'Number of the driver; `*` is any.'],
    ['minor', 'Number of the device; `*` is any.'],
    ['permissions', 'Any of `r`, `w` and `m` (make the node).'],
  ],
  active: (written) => {
    const blanks = written.trimStart().split(/ +/).length - 1;
    return blanks === 0 ? 0 : blanks > 1 ? 3 : 1 + Math.min(1, colons(written));
  },
};

const USER: ShortForm = {
  label: 'user[:group]',
  doc: 'Whom the process runs as.',
  parameters: [
    ['user', 'A name of the image, or a number.'],
    ['group', 'A name or a number; the group of the user when missing.'],
  ],
  active: (written) => Math.min(1, colons(written)),
};

const LIMIT: ShortForm = {
  label: 'both  or  { soft, hard }',
  doc: 'A resource limit; -1 is no limit.',
  parameters: [
    ['both', 'A number for both.'],
    ['soft', 'What the process starts with; it may raise it up to `hard`.'],
    ['hard', 'The ceiling for `soft`.'],
  ],
  active: () => 0,
};

const TEST: ShortForm = {
  label: '[kind, command, arguments…]',
  doc: 'How to find out whether the container works; exit code 0 is healthy.',
  parameters: [
    ['kind', '`CMD`: the words that follow are run. `CMD-SHELL`: one line for the shell. `NONE`: no check.'],
    ['command', 'The program, or the whole line for `CMD-SHELL`.'],
    ['arguments', 'Of the program.'],
  ],
  active: (_, index) => Math.min(2, index),
};

/** By the key of a service; an item of the list below it is written. */
const ITEMS: Readonly<Record<string, ShortForm>> = {
  ports: PORT,
  volumes: VOLUME,
  devices: DEVICE,
  tmpfs: TMPFS,
  extra_hosts: HOST,
  links: LINK,
  volumes_from: VOLUMES_FROM,
  expose: EXPOSED,
  device_cgroup_rules: RULE,
};

/** By the key; its own value is written. */
const VALUES: Readonly<Record<string, ShortForm>> = { tmpfs: TMPFS, user: USER };

/** A device by a name is none by a path. */
const isCdi = (written: string): boolean => /^[^/.~$][^/]*(\/|$)/.test(written) && !/^[A-Za-z]:/.test(written);

/** What is to be written at a path of a Compose file, by what is written so far. */
export function shortFormAt(path: CursorContext['path'], written: string): ShortForm | undefined {
  const [section, , ...below] = path;
  if (section !== 'services') return undefined;
  const isBuild = below[0] === 'build';
  const [key, inner, last] = isBuild ? below.slice(1) : below;
  const length = below.length - (isBuild ? 1 : 0);
  if (typeof key !== 'string') return undefined;
  if (key === 'ulimits' && length === 2) return LIMIT;
  if (isBuild) return key === 'extra_hosts' && length === 2 && typeof inner === 'number' ? HOST : undefined;
  if (key === 'healthcheck' && inner === 'test' && typeof last === 'number') return TEST;
  if (length === 1) return Object.hasOwn(VALUES, key) ? VALUES[key] : undefined;
  if (length !== 2 || typeof inner !== 'number' || !Object.hasOwn(ITEMS, key)) return undefined;
  return key === 'devices' && written !== '' && isCdi(written) ? CDI : ITEMS[key];
}

/** Blanks are a part of it; elsewhere a key with its colon begins the long form. */
export const takesBlanks = (form: ShortForm): boolean => form === TEST || form === RULE;
