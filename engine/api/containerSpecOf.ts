import type { ContainerSpec } from '../../spec/container/ContainerSpec';
import { invalid } from '../faults';

type Check = (value: unknown) => boolean;

const isString: Check = (value) => typeof value === 'string';
const isBoolean: Check = (value) => typeof value === 'boolean';
const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const isStrings: Check = (value) => Array.isArray(value) && value.every(isString);
const isObject: Check = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isStringMap: Check = (value) => isObject(value) && Object.values(value as object).every(isString);
const isNumbers: Check = (value) => Array.isArray(value) && value.every(isNumber);
const isObjects: Check = (value) => Array.isArray(value) && value.every(isObject);

/** Types of what we read: a client's mistake is told by the key, and nothing behind this has to doubt a type. */
const SPEC: Record<string, [Check, string]> = {
  ...table(isString, 'a string', ['Image', 'Hostname', 'Domainname', 'User', 'WorkingDir', 'StopSignal']),
  ...table(isBoolean, 'a boolean', ['AttachStdin', 'AttachStdout', 'AttachStderr', 'Tty', 'OpenStdin', 'StdinOnce']),
  ...table(isStrings, 'a list of strings', ['Env', 'Cmd', 'Entrypoint']),
  ...table(isStringMap, 'an object of strings', ['Labels']),
  ...table(isObject, 'an object', ['ExposedPorts', 'Volumes', 'Healthcheck', 'HostConfig', 'NetworkingConfig', 'x-oci']),
  ...table(isNumber, 'a number', ['StopTimeout']),
};

const HOST_CONFIG: Record<string, [Check, string]> = {
  ...table(isStrings, 'a list of strings', [
    ...[
      'Binds',
      'CapAdd',
      'CapDrop',
      'SecurityOpt',
      'GroupAdd',
      'DeviceCgroupRules',
      'Dns',
      'DnsOptions',
      'DnsSearch',
      'ExtraHosts',
    ],
    ...['MaskedPaths', 'ReadonlyPaths'],
  ]),
  ...table(isObjects, 'a list of objects', [
    ...['Mounts', 'Devices', 'Ulimits', 'BlkioWeightDevice', 'BlkioDeviceReadBps', 'BlkioDeviceWriteBps'],
    ...['BlkioDeviceReadIOps', 'BlkioDeviceWriteIOps'],
  ]),
  ...table(isStringMap, 'an object of strings', ['Tmpfs', 'Sysctls', 'Annotations']),
  ...table(isObject, 'an object', ['PortBindings', 'RestartPolicy', 'LogConfig']),
  ...table(isNumbers, 'a list of numbers', ['ConsoleSize']),
  ...table(isString, 'a string', [
    'NetworkMode',
    'PidMode',
    'IpcMode',
    'UTSMode',
    'UsernsMode',
    'CgroupnsMode',
    'CpusetCpus',
    'CpusetMems',
  ]),
  ...table(isBoolean, 'a boolean', ['AutoRemove', 'Privileged', 'ReadonlyRootfs', 'Init', 'OomKillDisable']),
  ...table(isNumber, 'a number', [
    ...[
      'OomScoreAdj',
      'ShmSize',
      'Memory',
      'MemoryReservation',
      'MemorySwap',
      'MemorySwappiness',
      'KernelMemory',
      'NanoCpus',
      'CpuShares',
    ],
    ...['CpuPeriod', 'CpuQuota', 'CpuRealtimePeriod', 'CpuRealtimeRuntime', 'PidsLimit', 'BlkioWeight'],
  ]),
};

function table(check: Check, expected: string, keys: string[]): Record<string, [Check, string]> {
  return Object.fromEntries(keys.map((key) => [key, [check, expected]]));
}

/** Docker's clients send `null` for what they do not set. */
export function containerSpecOf(body: unknown): ContainerSpec {
  if (!isObject(body)) throw invalid('config cannot be empty in order to create a container');
  const spec = checked(body as Record<string, unknown>, SPEC, '');
  for (const list of ['Cmd', 'Entrypoint']) if (typeof spec[list] === 'string') spec[list] = [spec[list]];
  if (spec['HostConfig'] !== undefined)
    spec['HostConfig'] = checked(spec['HostConfig'] as Record<string, unknown>, HOST_CONFIG, 'HostConfig.');
  return spec as unknown as ContainerSpec;
}

function checked(value: Record<string, unknown>, rows: Record<string, [Check, string]>, prefix: string): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, one] of Object.entries(value)) {
    if (one === null || one === undefined) continue;
    const row = rows[key];
    const isShellForm = (key === 'Cmd' || key === 'Entrypoint') && typeof one === 'string';
    if (row !== undefined && !isShellForm && !row[0](one)) throw invalid(`invalid value of ${prefix}${key}: expected ${row[1]}`);
    result[key] = one;
  }
  return result;
}
