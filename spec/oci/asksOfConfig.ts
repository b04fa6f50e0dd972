import { ask, noAsks } from '../host/HostAsks';
import type { HostAsks, LimitName } from '../host/HostAsks';
import { keyPlace, valueAt } from '../yaml/Located';
import type { Located } from '../yaml/Located';
import { entriesOf, integerOf, itemsOf, stringOf } from './check/Rule';
import { ownNamespaces } from './check/namespaceRules';
import { systemCallAsks } from './systemCallAsks';

/** Limits by their place below `linux.resources`. */
const LIMITS: readonly [path: string[], limit: LimitName][] = [
  [['memory', 'limit'], 'memory'],
  [['memory', 'reservation'], 'reservation'],
  [['memory', 'swap'], 'swap'],
  [['memory', 'swappiness'], 'swappiness'],
  [['memory', 'kernelTCP'], 'kernelTcp'],
  [['cpu', 'shares'], 'cpuShares'],
  [['cpu', 'quota'], 'cpuQuota'],
  [['cpu', 'burst'], 'cpuBurst'],
  [['cpu', 'idle'], 'cpuIdle'],
  [['cpu', 'realtimeRuntime'], 'cpuRealtime'],
  [['pids', 'limit'], 'pids'],
  [['blockIO', 'weight'], 'ioWeight'],
  [['network', 'classID'], 'netClass'],
];
const THROTTLES = ['throttleReadBpsDevice', 'throttleWriteBpsDevice', 'throttleReadIOPSDevice', 'throttleWriteIOPSDevice'];
const TOO_LARGE = 2n ** 53n;

function numberOf(node: Located | undefined): number | undefined {
  const value = integerOf(node);
  return value === undefined ? undefined : value >= TOO_LARGE ? Infinity : Number(value);
}

function addLimits(asks: HostAsks, resources: Located): void {
  for (const [path, limit] of LIMITS) {
    const node = valueAt(resources, ...path);
    if (node && (numberOf(node) ?? -1) > 0) asks.limits.push(ask(path.join('.'), node, limit));
  }
  const killer = valueAt(resources, 'memory', 'disableOOMKiller');
  if (killer?.kind === 'scalar' && killer.value === true)
    asks.limits.push(ask('memory.disableOOMKiller', killer, 'oomKillDisable'));
  for (const [path, limit] of [
    [['cpu', 'cpus'], 'cpuset'],
    [['cpu', 'mems'], 'memset'],
  ] as const) {
    const node = valueAt(resources, ...path);
    if (node && (stringOf(node) ?? '') !== '') asks.limits.push(ask(path.join('.'), node, limit));
  }
  const priorities = valueAt(resources, 'network', 'priorities');
  if (priorities && itemsOf(priorities).length > 0) asks.limits.push(ask('network.priorities', priorities, 'netPriority'));
  for (const entry of entriesOf(valueAt(resources, 'unified')))
    asks.limits.push(ask(`unified ${entry.key}`, keyPlace(entry), 'unified'));
  addBlockIo(asks, resources);
}

function addBlockIo(asks: HostAsks, resources: Located): void {
  for (const key of [...THROTTLES, 'weightDevice']) {
    const list = valueAt(resources, 'blockIO', key);
    if (list && itemsOf(list).length > 0)
      asks.limits.push(ask(`blockIO.${key}`, list, key === 'weightDevice' ? 'ioWeight' : 'ioRate'));
    for (const item of itemsOf(list)) {
      const [major, minor] = ['major', 'minor'].map((one) => numberOf(valueAt(item, one)));
      if (major !== undefined && minor !== undefined) asks.blockDevices.push(ask(`blockIO.${key}`, item, `${major}:${minor}`));
    }
  }
}

function addAmounts(asks: HostAsks, resources: Located): void {
  for (const key of ['limit', 'reservation']) {
    const node = valueAt(resources, 'memory', key);
    const bytes = numberOf(node);
    // No limit is often written as the largest number there is.
    if (node && bytes !== undefined && Number.isFinite(bytes)) asks.memory.push(ask(`memory.${key}`, node, bytes));
  }
  const swap = valueAt(resources, 'memory', 'swap');
  const [both, memory] = [numberOf(swap), numberOf(valueAt(resources, 'memory', 'limit'))];
  if (swap && both !== undefined && memory !== undefined) asks.swap.push(ask('memory.swap', swap, { both, memory }));
  const cpus = valueAt(resources, 'cpu', 'cpus');
  const list = stringOf(cpus);
  if (cpus && list !== undefined && list !== '') asks.cpuLists.push(ask('cpu.cpus', cpus, list));
  for (const item of itemsOf(valueAt(resources, 'hugepageLimits'))) {
    const size = valueAt(item, 'pageSize');
    const name = stringOf(size);
    if (!size || name === undefined) continue;
    asks.limits.push(ask('hugepageLimits', size, 'hugepages'));
    asks.hugepages.push(ask('hugepageLimits', size, name));
  }
}

function addProcess(asks: HostAsks, config: Located): void {
  const process = valueAt(config, 'process');
  const seen = new Set<string>();
  for (const { value } of entriesOf(valueAt(process, 'capabilities')))
    for (const item of itemsOf(value)) {
      const name = stringOf(item);
      // The same one stands in several sets; it is missing once.
      if (name !== undefined && !seen.has(name)) asks.capabilities.push(ask('capabilities', item, name));
      seen.add(name ?? '');
    }
  for (const limit of itemsOf(valueAt(process, 'rlimits'))) {
    const hard = valueAt(limit, 'hard');
    const amount = numberOf(hard);
    if (hard && amount !== undefined && stringOf(valueAt(limit, 'type')) === 'RLIMIT_NOFILE')
      asks.openFiles.push(ask('RLIMIT_NOFILE', hard, amount));
  }
  const profiles = [
    [['process', 'apparmorProfile'], 'apparmor'],
    [['process', 'selinuxLabel'], 'selinux'],
    [['linux', 'mountLabel'], 'selinux'],
    [['linux', 'seccomp'], 'seccomp'],
  ] as const;
  for (const [path, kind] of profiles) {
    const node = valueAt(config, ...path);
    const isSet = node?.kind === 'map' || !['', 'unconfined'].includes(stringOf(node) ?? '');
    if (node && isSet) asks.security.push(ask(path.join('.'), node, kind));
  }
}

function addLinux(asks: HostAsks, config: Located, own: ReadonlySet<string>): void {
  const linux = valueAt(config, 'linux');
  asks.systemCalls.push(...systemCallAsks(valueAt(linux, 'seccomp')));
  for (const one of itemsOf(valueAt(linux, 'namespaces'))) {
    const type = valueAt(one, 'type');
    const name = stringOf(type);
    if (type && name !== undefined && own.has(name)) asks.namespaces.push(ask('namespaces', type, name));
  }
  if (own.has('network'))
    for (const entry of entriesOf(valueAt(linux, 'sysctl'))) asks.sysctls.push(ask('sysctl', keyPlace(entry), entry.key));
  for (const [list, kind] of [
    ['uidMappings', 'uid'],
    ['gidMappings', 'gid'],
  ] as const)
    for (const item of itemsOf(valueAt(linux, list))) {
      const [start, count] = ['hostID', 'size'].map((key) => numberOf(valueAt(item, key)));
      if (start !== undefined && count !== undefined) asks.idRanges.push(ask(list, item, { kind, start, count }));
    }
}

function addMounts(asks: HostAsks, config: Located): void {
  for (const mount of itemsOf(valueAt(config, 'mounts'))) {
    const type = valueAt(mount, 'type');
    if (type && stringOf(type) === 'overlay') asks.overlays.push(ask('mounts', type, undefined));
  }
}

/**
 * What an OCI runtime config asks of the host, or a part of one, which does not say which namespaces are the container's own. Files
 * it names are looked at by the rules of the bundle.
 */
export function asksOfConfig(config: Located, own: ReadonlySet<string> = ownNamespaces(config)): HostAsks {
  const asks = noAsks();
  const resources = valueAt(config, 'linux', 'resources');
  if (resources) {
    addLimits(asks, resources);
    addAmounts(asks, resources);
  }
  addProcess(asks, config);
  addLinux(asks, config, own);
  addMounts(asks, config);
  return asks;
}
