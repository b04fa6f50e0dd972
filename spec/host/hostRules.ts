import { CAPABILITY_NAMES, normalizeCapability } from './capabilityNames';
import type { Code } from '../codes';
import type { HostFacts } from './HostFacts';
import { parseCpuList } from './parseProc';
import type { HostConfig } from '../container/ContainerSpec';

/** What a host cannot give of a container, by the key of a Compose service it comes from. */
interface HostFinding {
  code: Code;
  /** Key of the service; `deploy.…` when that is where the limit stands is for the caller to look up. */
  key: string;
  message: string;
}

type Rule = (hostConfig: HostConfig, facts: HostFacts) => HostFinding[];

const gib = (bytes: number): string => `${(bytes / 1024 ** 3).toFixed(1)} GiB`;

const memory: Rule = ({ Memory: limit = 0, MemoryReservation: reservation = 0, ShmSize: shm = 0 }, { memory: { total } }) =>
  [
    { key: 'mem_limit', bytes: limit },
    { key: 'mem_reservation', bytes: reservation },
    { key: 'shm_size', bytes: shm },
  ]
    .filter(({ bytes }) => total > 0 && bytes > total)
    .map(({ key, bytes }) => ({
      code: 'host-memory',
      key,
      message: `${key} is ${gib(bytes)}, but this host has ${gib(total)} of memory: it limits nothing.`,
    }));

const swap: Rule = ({ Memory: limit = 0, MemorySwap: both = 0 }, { memory: { swapTotal } }) =>
  both > limit && limit > 0 && swapTotal === 0
    ? [{ code: 'host-swap', key: 'memswap_limit', message: 'memswap_limit allows swap, but this host has none.' }]
    : [];

const cpus: Rule = ({ NanoCpus: nano = 0 }, { cpus: { online } }) =>
  nano > online.length * 1e9
    ? [
        {
          code: 'host-cpus',
          key: 'cpus',
          message: `cpus is ${nano / 1e9}, but this host has ${online.length}: the container cannot be created.`,
        },
      ]
    : [];

const cpuset: Rule = ({ CpusetCpus: wanted = '' }, { cpus: { online } }) => {
  const absent = (parseCpuList(wanted) ?? []).filter((cpu) => !online.includes(cpu));
  if (wanted === '' || absent.length === 0) return [];
  return [
    {
      code: 'host-cpuset',
      key: 'cpuset',
      message: `cpuset names CPU ${absent.slice(0, 8).join(', ')}, which this host does not have: online are ${online.join(', ')}.`,
    },
  ];
};

interface LimitRow {
  key: string;
  controllers: readonly string[];
  isSet: (hostConfig: HostConfig) => boolean;
}

const LIMITS: readonly LimitRow[] = [
  { key: 'mem_limit', controllers: ['memory'], isSet: ({ Memory }) => (Memory ?? 0) > 0 },
  { key: 'mem_reservation', controllers: ['memory'], isSet: ({ MemoryReservation }) => (MemoryReservation ?? 0) > 0 },
  { key: 'cpus', controllers: ['cpu'], isSet: ({ NanoCpus }) => (NanoCpus ?? 0) > 0 },
  { key: 'cpu_shares', controllers: ['cpu'], isSet: ({ CpuShares }) => (CpuShares ?? 0) > 0 },
  { key: 'cpu_quota', controllers: ['cpu'], isSet: ({ CpuQuota }) => (CpuQuota ?? 0) > 0 },
  { key: 'cpuset', controllers: ['cpuset'], isSet: ({ CpusetCpus }) => (CpusetCpus ?? '') !== '' },
  { key: 'pids_limit', controllers: ['pids'], isSet: ({ PidsLimit }) => (PidsLimit ?? 0) > 0 },
  {
    key: 'blkio_config',
    controllers: ['io', 'blkio'],
    isSet: ({ BlkioWeight, BlkioDeviceReadBps, BlkioDeviceWriteBps }) =>
      [BlkioWeight, BlkioDeviceReadBps?.length, BlkioDeviceWriteBps?.length].some((value) => (value ?? 0) > 0),
  },
];

/** A limit whose controller is not there or, for a user without root, not delegated. */
const controllers: Rule = (hostConfig, { cgroup, user }) =>
  LIMITS.filter(({ isSet }) => isSet(hostConfig)).flatMap(({ key, controllers: names }): HostFinding[] => {
    const controller = names.map((name) => cgroup.controllers[name]).find((one) => one !== undefined);
    if (!controller)
      return [
        {
          code: 'host-controller',
          key,
          message: `${key} cannot be enforced: the ${names[0] ?? ''} controller is not mounted on this host.`,
        },
      ];
    if (controller.writable || user.uid === 0) return [];
    return [
      {
        code: 'host-delegation',
        key,
        message: `${key} cannot be enforced for ${user.name}: the ${names[0] ?? ''} controller is not delegated. The privileged helper can.`,
      },
    ];
  });

const V1_ONLY: readonly { key: string; isSet: (hostConfig: HostConfig) => boolean }[] = [
  { key: 'mem_swappiness', isSet: ({ MemorySwappiness }) => (MemorySwappiness ?? -1) >= 0 },
  { key: 'oom_kill_disable', isSet: ({ OomKillDisable }) => OomKillDisable === true },
];

const onlyInV1: Rule = (hostConfig, { cgroup }) =>
  cgroup.controllers['memory']?.version === 2
    ? V1_ONLY.filter(({ isSet }) => isSet(hostConfig)).map(({ key }) => ({
        code: 'host-cgroup-version',
        key,
        message: `${key} cannot be enforced: this host has cgroup v2, which has no such setting.`,
      }))
    : [];

const capabilities: Rule = ({ CapAdd }, { capabilities: { bounding }, user }) =>
  (CapAdd ?? []).flatMap((given) => {
    const name = normalizeCapability(given);
    const isHeld = user.uid !== 0 || bounding.includes(name) || !CAPABILITY_NAMES.includes(name);
    return isHeld
      ? []
      : [{ code: 'host-capability', key: 'cap_add', message: `cap_add: this host does not have ${name} to give.` }];
  });

const RULES: readonly Rule[] = [memory, swap, cpus, cpuset, controllers, onlyInV1, capabilities];

/** Compares what a service asks for with what this host has. */
export function hostFindings(hostConfig: HostConfig, facts: HostFacts): HostFinding[] {
  return RULES.flatMap((rule) => rule(hostConfig, facts));
}
