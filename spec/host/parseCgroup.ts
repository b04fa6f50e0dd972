import type { CgroupController, CgroupFacts } from './HostFacts';

interface CgroupTexts {
  /** `/proc/self/mountinfo` */
  mountinfo: string;
  /** `/proc/self/cgroup` */
  selfCgroup: string;
  /** `cgroup.controllers` of the cgroup v2 root named by `findUnifiedMount`, when there is one. */
  unifiedControllers: string;
}

interface CgroupMount {
  version: 1 | 2;
  mountPoint: string;
  /** The part of the hierarchy that is mounted: `/` unless only a sub-tree is visible. */
  root: string;
  names: string[];
}

/** Controllers of v1 hierarchies as their mount options name them; other options (`rw`, `xattr`, `name=systemd`) are none. */
const CONTROLLER_NAMES = new Set([
  'cpu',
  'cpuacct',
  'cpuset',
  'memory',
  'devices',
  'freezer',
  'blkio',
  'pids',
  'hugetlb',
  'net_cls',
  'net_prio',
  'perf_event',
  'rdma',
  'misc',
]);

/** Features the v2 tree has without a controller of its own. */
const UNIFIED_BUILT_IN = ['freezer', 'devices'];

/** mountinfo writes space, tab, newline and backslash as three octal digits. */
function unescapeMountPath(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)));
}

function parseMounts(mountinfo: string): CgroupMount[] {
  const mounts: CgroupMount[] = [];
  for (const line of mountinfo.split('\n')) {
    const [before, after] = line.split(' - ');
    if (before === undefined || after === undefined) continue;
    const [type, , superOptions = ''] = after.split(' ');
    if (type !== 'cgroup' && type !== 'cgroup2') continue;
    const fields = before.split(' ');
    const root = unescapeMountPath(fields[3] ?? '/');
    const mountPoint = unescapeMountPath(fields[4] ?? '');
    if (mountPoint === '') continue;
    const names = superOptions.split(',').filter((option) => CONTROLLER_NAMES.has(option));
    mounts.push({ version: type === 'cgroup2' ? 2 : 1, mountPoint, root, names });
  }
  return mounts;
}

export function findUnifiedMount(mountinfo: string): string | undefined {
  return parseMounts(mountinfo).find((mount) => mount.version === 2)?.mountPoint;
}

/** This process's path in each hierarchy; the v2 tree has the key `''`. */
function parseOwnPaths(selfCgroup: string): Map<string, string> {
  const paths = new Map<string, string>();
  for (const line of selfCgroup.split('\n')) {
    const match = /^\d+:([^:]*):(\/.*)$/.exec(line);
    if (!match) continue;
    for (const name of (match[1] ?? '').split(',')) paths.set(name, match[2] ?? '/');
  }
  return paths;
}

/** The path below the mount point: a container sees only its own sub-tree mounted, but `/proc/self/cgroup` may name the whole path. */
function belowMount(path: string, root: string): string {
  if (root === '/') return path;
  if (path === root) return '/';
  return path.startsWith(`${root}/`) ? path.slice(root.length) : path;
}

export function parseCgroups(texts: CgroupTexts): CgroupFacts {
  const mounts = parseMounts(texts.mountinfo);
  const ownPaths = parseOwnPaths(texts.selfCgroup);
  const controllers: Record<string, CgroupController> = {};
  for (const mount of mounts.filter(({ version }) => version === 1)) {
    for (const name of mount.names) {
      const path = belowMount(ownPaths.get(name) ?? '/', mount.root);
      controllers[name] ??= { version: 1, mountPoint: mount.mountPoint, path, writable: false };
    }
  }
  const unified = mounts.find(({ version }) => version === 2);
  const hasV1 = Object.keys(controllers).length > 0;
  if (unified) {
    const path = belowMount(ownPaths.get('') ?? '/', unified.root);
    const listed = texts.unifiedControllers.split(/\s+/).filter((name) => name !== '');
    // Freezing and device programs work in a pure v2 tree only: beside v1 hierarchies nobody delegates them.
    const names = hasV1 ? listed : [...listed, ...UNIFIED_BUILT_IN];
    for (const name of names) controllers[name] ??= { version: 2, mountPoint: unified.mountPoint, path, writable: false };
  }
  const layout = hasV1 ? (unified ? 'hybrid' : 'v1') : unified ? 'v2' : 'none';
  return { layout, controllers };
}

/** Directory in which this process would make children for a controller. */
export function ownDirectory(controller: CgroupController): string {
  return controller.path === '/' ? controller.mountPoint : controller.mountPoint + controller.path;
}
