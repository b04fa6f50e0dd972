import type { JoinableNamespace } from './OciInput';
import type { OciContext } from './OciContext';

interface NamespaceRow {
  type: JoinableNamespace;
  key: 'NetworkMode' | 'PidMode' | 'IpcMode' | 'UTSMode' | 'CgroupnsMode';
  /** Kernel name in `/proc/self/ns`. */
  kernel: string;
  /** Modes that mean a namespace of the container's own. */
  own: readonly string[];
}

const ROWS: readonly NamespaceRow[] = [
  // Without bridges the default network is a namespace of its own with loopback only, as `none` is.
  { type: 'network', key: 'NetworkMode', kernel: 'net', own: ['', 'default', 'bridge', 'none', 'private'] },
  { type: 'pid', key: 'PidMode', kernel: 'pid', own: ['', 'private'] },
  { type: 'ipc', key: 'IpcMode', kernel: 'ipc', own: ['', 'private', 'shareable', 'none'] },
  { type: 'uts', key: 'UTSMode', kernel: 'uts', own: ['', 'private'] },
  { type: 'cgroup', key: 'CgroupnsMode', kernel: 'cgroup', own: ['', 'private'] },
];

function applyRow(context: OciContext, row: NamespaceRow): void {
  const { input, hostConfig, config, report } = context;
  const mode = hostConfig[row.key] ?? '';
  const key = `HostConfig.${row.key}`;
  const namespaces = (config.linux.namespaces ??= []);
  if (mode === 'host') return;
  if (row.own.includes(mode)) {
    if (input.host.namespaces.includes(row.kernel)) namespaces.push({ type: row.type });
    else if (mode !== '' || row.type !== 'cgroup')
      report(
        'namespace-unavailable',
        key,
        `This kernel has no ${row.kernel} namespaces (CONFIG_${row.kernel.toUpperCase()}_NS).`,
      );
    return;
  }
  if (mode.startsWith('container:') || mode.startsWith('ns:')) {
    if (row.type === 'pid' && input.userNamespace && hostConfig.UsernsMode !== 'host') {
      report(
        'key-unsupported',
        key,
        `${row.key} '${mode}' is not available to a container with a user namespace of its own, which cannot mount /proc of another's processes: leave it out.`,
      );
      return;
    }
    const path = mode.startsWith('ns:') ? mode.slice(3) : input.joinedNamespaces?.[row.type];
    if (path) namespaces.push({ type: row.type, path });
    else
      report(
        'namespace-not-found',
        key,
        `${row.key} '${mode}': that container does not run, so it has no ${row.kernel} namespace to join.`,
      );
    return;
  }
  if (row.type === 'network')
    report(
      'network-unsupported',
      key,
      `Network '${mode}' is not available yet: use network mode none or host, or container:<name>.`,
    );
  else report('namespace-mode-invalid', key, `${row.key} '${mode}' is not one of host, private, container:<name>.`);
}

export function applyNamespaces(context: OciContext): void {
  const { input, hostConfig, config, report } = context;
  config.linux.namespaces = [{ type: 'mount' }];
  for (const row of ROWS) applyRow(context, row);
  if (hostConfig.UsernsMode && hostConfig.UsernsMode !== 'host' && hostConfig.UsernsMode !== 'private')
    report(
      'namespace-mode-invalid',
      'HostConfig.UsernsMode',
      `UsernsMode '${hostConfig.UsernsMode}' is not one of host, private.`,
    );
  if (hostConfig.UsernsMode === 'private' && !input.userNamespace)
    report(
      'userns-unavailable',
      'HostConfig.UsernsMode',
      'A user namespace needs a range of subordinate ids: add one to /etc/subuid and /etc/subgid.',
    );
  if (hostConfig.UsernsMode === 'host' && input.helper.mode !== 'root')
    report('userns-mandatory', 'HostConfig.UsernsMode', 'The host user namespace is for root only: remove userns_mode: host.');
  if (input.userNamespace && hostConfig.UsernsMode !== 'host') {
    config.linux.namespaces.push({ type: 'user' });
    config.linux.uidMappings = input.userNamespace.uidMappings;
    config.linux.gidMappings = input.userNamespace.gidMappings;
  }
  const isHostNetwork = hostConfig.NetworkMode === 'host';
  if (Object.keys(hostConfig.PortBindings ?? {}).length > 0 && !isHostNetwork)
    report(
      'ports-unsupported',
      'HostConfig.PortBindings',
      'Ports cannot be published yet, because bridge networks are not available yet: use network mode host.',
    );
}
