import { resolve } from 'node:path';
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

const LIMITS = ['deploy', 'resources', 'limits'];

/** Where else a key of the service may stand. */
const DEPLOY_PLACES: Readonly<Record<string, string[]>> = {
  mem_limit: [...LIMITS, 'memory'],
  mem_reservation: ['deploy', 'resources', 'reservations', 'memory'],
  cpus: [...LIMITS, 'cpus'],
  pids_limit: [...LIMITS, 'pids'],
};

function nodeOf(service: Located, key: string): Located | undefined {
  const own = valueAt(service, key);
  const deploy = DEPLOY_PLACES[key];
  return own ?? (deploy && valueAt(service, ...deploy));
}

function itemsOf(node: Located | undefined): Located[] {
  return node?.kind === 'seq' ? node.items : [];
}

/** Known text: a variable without a value could become anything. */
function knownText(node: Located | undefined): string | undefined {
  return node?.kind === 'scalar' && node.hasUnsetVariable ? undefined : textOf(node);
}

const microseconds = (text: string): number | undefined => parseInteger(text) ?? parseDuration(text);
const isPositive = (amount: number | undefined): boolean => (amount ?? 0) > 0;

/** Limits by key, and whether a text sets one. */
const SCALAR_LIMITS: readonly [key: string, limit: LimitName, isSet: (text: string) => boolean][] = [
  ['mem_limit', 'memory', (text) => isPositive(parseBytes(text))],
  ['mem_reservation', 'reservation', (text) => isPositive(parseBytes(text))],
  ['memswap_limit', 'swap', (text) => isPositive(parseBytes(text))],
  ['mem_swappiness', 'swappiness', (text) => (parseInteger(text) ?? -1) >= 0],
  ['oom_kill_disable', 'oomKillDisable', (text) => parseBoolean(text) === true],
  ['cpus', 'cpuQuota', (text) => isPositive(parseNumber(text))],
  ['cpu_shares', 'cpuShares', (text) => isPositive(parseInteger(text))],
  ['cpu_quota', 'cpuQuota', (text) => isPositive(microseconds(text))],
  ['cpu_rt_runtime', 'cpuRealtime', (text) => isPositive(microseconds(text))],
  ['cpuset', 'cpuset', (text) => text !== ''],
  ['pids_limit', 'pids', (text) => isPositive(parseInteger(text))],
];

const RATES = ['device_read_bps', 'device_write_bps', 'device_read_iops', 'device_write_iops'];

function addLimits(asks: HostAsks, service: Located): void {
  for (const [key, limit, isSet] of SCALAR_LIMITS) {
    const node = nodeOf(service, key);
    const text = knownText(node);
    if (node && text !== undefined && isSet(text)) asks.limits.push(ask(key, node, limit));
  }
  const blockIo = valueAt(service, 'blkio_config');
  const weights = [valueAt(blockIo, 'weight'), valueAt(blockIo, 'weight_device')].filter((node) => node !== undefined);
  asks.limits.push(...weights.map((node) => ask('blkio_config', node, 'ioWeight' as const)));
  for (const key of RATES) {
    const node = valueAt(blockIo, key);
    if (node) asks.limits.push(ask(`blkio_config.${key}`, node, 'ioRate'));
  }
  for (const key of [...RATES, 'weight_device'])
    for (const item of itemsOf(valueAt(blockIo, key))) addText(asks.blockDevices, `blkio_config.${key}`, valueAt(item, 'path'));
}

function addText(to: Ask<string>[], key: string, node: Located | undefined): void {
  const text = knownText(node);
  if (node && text !== undefined && text !== '') to.push(ask(key, node, text));
}

function addAmounts(asks: HostAsks, service: Located): void {
  for (const key of ['mem_limit', 'mem_reservation', 'shm_size']) {
    const node = nodeOf(service, key);
    const bytes = parseBytes(knownText(node) ?? '');
    if (node && bytes !== undefined) asks.memory.push(ask(key, node, bytes));
  }
  const swap = valueAt(service, 'memswap_limit');
  const both = parseBytes(knownText(swap) ?? '');
  const memory = parseBytes(knownText(nodeOf(service, 'mem_limit')) ?? '');
  if (swap && both !== undefined && memory !== undefined) asks.swap.push(ask('memswap_limit', swap, { both, memory }));
  const cpus = nodeOf(service, 'cpus');
  const cores = parseNumber(knownText(cpus) ?? '');
  if (cpus && cores !== undefined) asks.cpus.push(ask('cpus', cpus, cores));
  addText(asks.cpuLists, 'cpuset', valueAt(service, 'cpuset'));
  const files = valueAt(service, 'ulimits', 'nofile');
  const hard = files?.kind === 'map' ? valueAt(files, 'hard') : files;
  const limit = parseInteger(knownText(hard) ?? '');
  if (hard && limit !== undefined) asks.openFiles.push(ask('ulimits.nofile', hard, limit < 0 ? Infinity : limit));
}

function addRights(asks: HostAsks, service: Located): void {
  for (const item of itemsOf(valueAt(service, 'cap_add'))) addText(asks.capabilities, 'cap_add', item);
  const sysctls = valueAt(service, 'sysctls');
  const isOwnNetwork = textOf(valueAt(service, 'network_mode')) !== 'host';
  if (sysctls?.kind === 'map' && isOwnNetwork)
    for (const entry of sysctls.entries.values()) asks.sysctls.push(ask('sysctls', keyPlace(entry), entry.key));
  for (const item of itemsOf(valueAt(service, 'security_opt'))) {
    const [option = '', value = ''] = (knownText(item) ?? '').split(/[=:](.*)/s);
    if (option === 'apparmor' && value !== 'unconfined') asks.security.push(ask('security_opt', item, 'apparmor'));
    if (option === 'seccomp' && value !== 'unconfined') asks.security.push(ask('security_opt', item, 'seccomp'));
    if (option === 'label' && value !== 'disable') asks.security.push(ask('security_opt', item, 'selinux'));
  }
  const userNamespace = valueAt(service, 'userns_mode');
  if (userNamespace && textOf(userNamespace) === 'private') asks.namespaces.push(ask('userns_mode', userNamespace, 'user'));
  const user = valueAt(service, 'user');
  const uid = /^\d{1,10}/.exec(knownText(user) ?? '')?.[0];
  if (user && uid !== undefined) asks.userIds.push(ask('user', user, Number(uid)));
}

function addDevices(asks: HostAsks, service: Located): void {
  for (const item of itemsOf(valueAt(service, 'devices'))) {
    const node = item.kind === 'map' ? valueAt(item, 'source') : item;
    const path = knownText(node)?.split(':')[0];
    if (node && path !== undefined) asks.devices.push(ask('devices', node, path));
  }
  const gpus = valueAt(service, 'gpus');
  if (gpus) asks.gpus.push(ask('gpus', gpus, undefined));
  for (const item of itemsOf(valueAt(service, 'deploy', 'resources', 'reservations', 'devices')))
    if (itemsOf(valueAt(item, 'capabilities')).some((one) => textOf(one) === 'gpu'))
      asks.gpus.push(ask('deploy.resources.reservations.devices', item, undefined));
  addText(asks.platforms, 'platform', valueAt(service, 'platform'));
  const root = valueAt(service, 'image') ?? valueAt(service, 'build');
  if (root) asks.overlays.push(ask('image', root, undefined));
}

function addBinds(asks: HostAsks, service: Located, env: Env): void {
  for (const item of itemsOf(valueAt(service, 'volumes'))) {
    const node = valueAt(item, 'source') ?? item;
    if (node.kind === 'scalar' && node.hasUnsetVariable) continue;
    const volume = parseVolume(item);
    if (typeof volume === 'string' || volume.type !== 'bind' || volume.source === undefined) continue;
    const path = resolvePath({ env }, node, volume.source);
    asks.binds.push(ask('volumes', node, { path, whenMissing: volume.createHostPath ? 'made' : 'refused' }));
  }
}

function addPorts(asks: HostAsks, service: Located): void {
  for (const item of itemsOf(valueAt(service, 'ports'))) {
    const parsed = parsePort(item);
    const isUnknown = item.kind === 'scalar' && item.hasUnsetVariable === true;
    if (typeof parsed === 'string' || isUnknown || textOf(valueAt(item, 'mode')) === 'ingress') continue;
    const [first] = parsed.filter(({ published }) => /^\d+$/.test(published ?? ''));
    if (!first) continue;
    asks.ports.push(ask('ports', item, { port: Number(first.published), protocol: first.protocol, address: first.hostIp }));
  }
}

/** What the service says in the words of the OCI. */
function addFragment(asks: HostAsks, service: Located): void {
  const fragment = valueAt(service, 'x-oci');
  if (fragment?.kind !== 'map') return;
  const isOwnNetwork = textOf(valueAt(service, 'network_mode')) !== 'host';
  const more = asksOfConfig(fragment, new Set([...ownNamespaces(fragment), ...(isOwnNetwork ? ['network'] : [])]));
  for (const topic of Object.keys(more) as (keyof HostAsks)[]) (asks[topic] as unknown[]).push(...more[topic]);
}

/** What a service of the merged tree asks of the host. */
export function asksOfService(service: Located, env: Env): HostAsks {
  const asks = noAsks();
  addLimits(asks, service);
  addAmounts(asks, service);
  addRights(asks, service);
  addDevices(asks, service);
  addBinds(asks, service, env);
  addPorts(asks, service);
  addFragment(asks, service);
  return asks;
}

/** Files behind the secrets and configs of a project. */
export function asksOfFiles(root: Located): HostAsks {
  const asks = noAsks();
  for (const section of ['secrets', 'configs']) {
    const definitions = valueAt(root, section);
    if (definitions?.kind !== 'map') continue;
    for (const { value } of definitions.entries.values()) {
      const node = valueAt(value, 'file');
      const file = knownText(node);
      if (node && file !== undefined)
        asks.binds.push(ask(section, node, { path: resolve(node.origin.baseDir, file), whenMissing: 'fails' }));
    }
  }
  return asks;
}
