import { ask, noAsks } from '../host/HostAsks';
import type { Ask, HostAsks, LimitName } from '../host/HostAsks';
import { asksOfConfig } from '../oci/asksOfConfig';
import { ownNamespaces } from '../oci/check/namespaceRules';
import { keyPlace, textOf, valueAt } from '../yaml/Located';
import type { Located } from '../yaml/Located';
import { resolvePath } from './normalize/environment';
import { parsePort } from './shortForms/parsePort';
import { parseVolume } from './shortForms/parseVolume';
import { parseBoolean, parseBytes, parseDuration, parseInteger, parseNumber } from './units';

type Env = Record<string, string | undefined>;

/** Adds what one key of a service asks for; a key may say nothing, or a variable without a value could become anything. */
type Asker = (asks: HostAsks, node: Located, key: string, service: Located, env: Env) => void;

function itemsOf(node: Located | undefined): Located[] {
  return node?.kind === 'seq' ? node.items : [];
}

function knownText(node: Located | undefined): string | undefined {
  return node?.kind === 'scalar' && node.hasUnsetVariable ? undefined : textOf(node);
}

const microseconds = (text: string): number | undefined => parseInteger(text) ?? parseDuration(text);
const isPositive = (amount: number | undefined): boolean => (amount ?? 0) > 0;

const together =
  (...askers: readonly Asker[]): Asker =>
  (asks, node, key, service, env) => {
    for (const one of askers) one(asks, node, key, service, env);
  };

/** A limit, when the text sets one. */
const limit =
  (name: LimitName, isSet: (text: string) => boolean): Asker =>
  (asks, node, key) => {
    const text = knownText(node);
    if (text !== undefined && isSet(text)) asks.limits.push(ask(key, node, name));
  };

function addText(to: Ask<string>[], key: string, node: Located | undefined): void {
  const text = knownText(node);
  if (node && text !== undefined && text !== '') to.push(ask(key, node, text));
}

const addMemory: Asker = (asks, node, key) => {
  const amount = parseBytes(knownText(node) ?? '');
  if (amount !== undefined) asks.memory.push(ask(key, node, amount));
};

const addSwap: Asker = (asks, node, key, service) => {
  const both = parseBytes(knownText(node) ?? '');
  const limited = valueAt(service, 'mem_limit') ?? valueAt(service, 'deploy', ...(IN_DEPLOY['mem_limit'] ?? []));
  const memory = parseBytes(knownText(limited) ?? '');
  if (both !== undefined && memory !== undefined) asks.swap.push(ask(key, node, { both, memory }));
};

const addCpus: Asker = (asks, node, key) => {
  const cores = parseNumber(knownText(node) ?? '');
  if (cores !== undefined) asks.cpus.push(ask(key, node, cores));
};

const addOpenFiles: Asker = (asks, node) => {
  const files = valueAt(node, 'nofile');
  const hard = files?.kind === 'map' ? valueAt(files, 'hard') : files;
  const most = parseInteger(knownText(hard) ?? '');
  if (hard && most !== undefined) asks.openFiles.push(ask('ulimits.nofile', hard, most < 0 ? Infinity : most));
};

const RATES = ['device_read_bps', 'device_write_bps', 'device_read_iops', 'device_write_iops'];

const addBlockIo: Asker = (asks, node, key) => {
  for (const name of ['weight', 'weight_device']) {
    const weight = valueAt(node, name);
    if (weight) asks.limits.push(ask(key, weight, 'ioWeight'));
  }
  for (const name of RATES) {
    const rates = valueAt(node, name);
    if (rates) asks.limits.push(ask(`${key}.${name}`, rates, 'ioRate'));
  }
  for (const name of [...RATES, 'weight_device'])
    for (const item of itemsOf(valueAt(node, name))) addText(asks.blockDevices, `${key}.${name}`, valueAt(item, 'path'));
};

const addSysctls: Asker = (asks, node, key, service) => {
  const isOwnNetwork = textOf(valueAt(service, 'network_mode')) !== 'host';
  if (node.kind === 'map' && isOwnNetwork)
    for (const entry of node.entries.values()) asks.sysctls.push(ask(key, keyPlace(entry), entry.key));
};

const addSecurity: Asker = (asks, node, key) => {
  for (const item of itemsOf(node)) {
    const [option = '', value = ''] = (knownText(item) ?? '').split(/[=:](.*)/s);
    if (option === 'apparmor' && value !== 'unconfined') asks.security.push(ask(key, item, 'apparmor'));
    if (option === 'seccomp' && value !== 'unconfined') asks.security.push(ask(key, item, 'seccomp'));
    if (option === 'label' && value !== 'disable') asks.security.push(ask(key, item, 'selinux'));
  }
};

const addUser: Asker = (asks, node, key) => {
  const uid = /^\d{1,10}/.exec(knownText(node) ?? '')?.[0];
  if (uid !== undefined) asks.userIds.push(ask(key, node, Number(uid)));
};

const addDevices: Asker = (asks, node, key) => {
  for (const item of itemsOf(node)) {
    const source = item.kind === 'map' ? valueAt(item, 'source') : item;
    const path = knownText(source)?.split(':')[0];
    if (source && path !== undefined) asks.devices.push(ask(key, source, path));
  }
};

const addBinds: Asker = (asks, node, key, _, env) => {
  for (const item of itemsOf(node)) {
    const source = valueAt(item, 'source') ?? item;
    if (source.kind === 'scalar' && source.hasUnsetVariable) continue;
    const volume = parseVolume(item);
    if (typeof volume === 'string' || volume.type !== 'bind' || volume.source === undefined) continue;
    const path = resolvePath({ env }, source, volume.source);
    asks.binds.push(ask(key, source, { path, whenMissing: volume.createHostPath ? 'made' : 'refused' }));
  }
};

const addPorts: Asker = (asks, node, key) => {
  for (const item of itemsOf(node)) {
    const parsed = parsePort(item);
    const isUnknown = item.kind === 'scalar' && item.hasUnsetVariable === true;
    if (typeof parsed === 'string' || isUnknown || textOf(valueAt(item, 'mode')) === 'ingress') continue;
    const [first] = parsed.filter(({ published }) => /^\d+$/.test(published ?? ''));
    if (!first) continue;
    asks.ports.push(ask(key, item, { port: Number(first.published), protocol: first.protocol, address: first.hostIp }));
  }
};

const addRoot: Asker = (asks, node, _, service) => {
  if (node === (valueAt(service, 'image') ?? valueAt(service, 'build'))) asks.overlays.push(ask('image', node, undefined));
};

/** What the service says in the words of the OCI. */
const addFragment: Asker = (asks, node, _, service) => {
  if (node.kind !== 'map') return;
  const isOwnNetwork = textOf(valueAt(service, 'network_mode')) !== 'host';
  const more = asksOfConfig(node, new Set([...ownNamespaces(node), ...(isOwnNetwork ? ['network'] : [])]));
  for (const topic of Object.keys(more) as (keyof HostAsks)[]) (asks[topic] as unknown[]).push(...more[topic]);
};

/** Where below `deploy` a key of the service may stand instead. */
const IN_DEPLOY: Readonly<Record<string, readonly string[]>> = {
  mem_limit: ['resources', 'limits', 'memory'],
  mem_reservation: ['resources', 'reservations', 'memory'],
  cpus: ['resources', 'limits', 'cpus'],
  pids_limit: ['resources', 'limits', 'pids'],
};

const addDeploy: Asker = (asks, deploy, _, service, env) => {
  for (const [key, path] of Object.entries(IN_DEPLOY)) {
    const node = valueAt(service, key) ? undefined : valueAt(deploy, ...path);
    if (node) ASKERS[key]?.(asks, node, key, service, env);
  }
  for (const item of itemsOf(valueAt(deploy, 'resources', 'reservations', 'devices')))
    if (itemsOf(valueAt(item, 'capabilities')).some((one) => textOf(one) === 'gpu'))
      asks.gpus.push(ask('deploy.resources.reservations.devices', item, undefined));
};

/** By key: a service has few of them, and there are thousands of services. */
const ASKERS: Readonly<Record<string, Asker>> = {
  mem_limit: together(
    limit('memory', (text) => isPositive(parseBytes(text))),
    addMemory,
  ),
  mem_reservation: together(
    limit('reservation', (text) => isPositive(parseBytes(text))),
    addMemory,
  ),
  memswap_limit: together(
    limit('swap', (text) => isPositive(parseBytes(text))),
    addSwap,
  ),
  mem_swappiness: limit('swappiness', (text) => (parseInteger(text) ?? -1) >= 0),
  oom_kill_disable: limit('oomKillDisable', (text) => parseBoolean(text) === true),
  shm_size: addMemory,
  cpus: together(
    limit('cpuQuota', (text) => isPositive(parseNumber(text))),
    addCpus,
  ),
  cpu_shares: limit('cpuShares', (text) => isPositive(parseInteger(text))),
  cpu_quota: limit('cpuQuota', (text) => isPositive(microseconds(text))),
  cpu_rt_runtime: limit('cpuRealtime', (text) => isPositive(microseconds(text))),
  cpuset: together(
    limit('cpuset', (text) => text !== ''),
    (asks, node, key) => addText(asks.cpuLists, key, node),
  ),
  pids_limit: limit('pids', (text) => isPositive(parseInteger(text))),
  ulimits: addOpenFiles,
  blkio_config: addBlockIo,
  deploy: addDeploy,
  cap_add: (asks, node, key) => {
    for (const item of itemsOf(node)) addText(asks.capabilities, key, item);
  },
  sysctls: addSysctls,
  security_opt: addSecurity,
  userns_mode: (asks, node, key) => {
    if (textOf(node) === 'private') asks.namespaces.push(ask(key, node, 'user'));
  },
  user: addUser,
  devices: addDevices,
  gpus: (asks, node, key) => {
    asks.gpus.push(ask(key, node, undefined));
  },
  platform: (asks, node, key) => addText(asks.platforms, key, node),
  image: addRoot,
  build: addRoot,
  volumes: addBinds,
  ports: addPorts,
  'x-oci': addFragment,
};

/** What a service of the merged tree asks of the host. */
export function asksOfService(service: Located, env: Env): HostAsks {
  const asks = noAsks();
  for (const { key, value } of service.kind === 'map' ? service.entries.values() : [])
    if (Object.hasOwn(ASKERS, key)) ASKERS[key]?.(asks, value, key, service, env);
  return asks;
}

/** Files behind the secrets and configs of a project. */
export function asksOfFiles(root: Located, env: Env): HostAsks {
  const asks = noAsks();
  for (const section of ['secrets', 'configs']) {
    const definitions = valueAt(root, section);
    if (definitions?.kind !== 'map') continue;
    for (const { value } of definitions.entries.values()) {
      const node = valueAt(value, 'file');
      const file = knownText(node);
      if (node && file !== undefined)
        asks.binds.push(ask(section, node, { path: resolvePath({ env }, node, file), whenMissing: 'fails' }));
    }
  }
  return asks;
}
