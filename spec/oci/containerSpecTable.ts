import { applyCapabilities } from './capabilityRows';
import { applyCpu } from './cpuRows';
import { applyDevices } from './deviceRows';
import { applyMounts } from './mountRows';
import { applyNamespaces } from './namespaceRows';
import type { OciContext } from './OciContext';
import { applyPaths } from './pathRows';
import { applyArgs, applyEnv, applyHostname, applyInit, applyUser, applyWorkingDirectory } from './processRows';
import { applyBlockIo, applyMemory, applyPids } from './resourceRows';
import { applyOomScore, applyRlimits } from './rlimitRows';
import { applySecurityOptions } from './securityRows';
import { applySysctls } from './sysctlRows';

/** One topic of a container: the keys read, where they end in the OCI config, and the code that takes them there. */
interface ConversionRow {
  keys: readonly string[];
  oci: string;
  apply: (context: OciContext) => void;
}

/** In this order: namespaces decide about mounts and sysctls, capabilities about the seccomp filter, the host name about `HOSTNAME`. */
export const CONVERSION_ROWS: readonly ConversionRow[] = [
  {
    keys: ['NetworkMode', 'PidMode', 'IpcMode', 'UTSMode', 'CgroupnsMode', 'UsernsMode', 'PortBindings'],
    oci: 'linux.namespaces, linux.uidMappings',
    apply: applyNamespaces,
  },
  { keys: ['Hostname', 'Domainname'], oci: 'hostname, domainname', apply: applyHostname },
  { keys: ['User', 'GroupAdd'], oci: 'process.user', apply: applyUser },
  { keys: ['Entrypoint', 'Cmd'], oci: 'process.args', apply: applyArgs },
  { keys: ['Env', 'Tty'], oci: 'process.env', apply: applyEnv },
  { keys: ['WorkingDir'], oci: 'process.cwd', apply: applyWorkingDirectory },
  { keys: ['CapAdd', 'CapDrop', 'Privileged'], oci: 'process.capabilities', apply: applyCapabilities },
  { keys: ['Ulimits'], oci: 'process.rlimits', apply: applyRlimits },
  { keys: ['OomScoreAdj'], oci: 'process.oomScoreAdj', apply: applyOomScore },
  {
    keys: ['ReadonlyRootfs', 'MaskedPaths', 'ReadonlyPaths'],
    oci: 'root.readonly, linux.maskedPaths, linux.readonlyPaths',
    apply: applyPaths,
  },
  { keys: ['Binds', 'Mounts', 'Tmpfs', 'ShmSize'], oci: 'mounts', apply: applyMounts },
  { keys: ['Init'], oci: 'process.args, mounts', apply: applyInit },
  { keys: ['Devices', 'DeviceCgroupRules'], oci: 'linux.devices, linux.resources.devices', apply: applyDevices },
  { keys: ['Sysctls'], oci: 'linux.sysctl', apply: applySysctls },
  {
    keys: ['Memory', 'MemorySwap', 'MemoryReservation', 'MemorySwappiness', 'OomKillDisable', 'KernelMemory'],
    oci: 'linux.resources.memory',
    apply: applyMemory,
  },
  {
    keys: [
      'NanoCpus',
      'CpuShares',
      'CpuPeriod',
      'CpuQuota',
      'CpuRealtimePeriod',
      'CpuRealtimeRuntime',
      'CpusetCpus',
      'CpusetMems',
    ],
    oci: 'linux.resources.cpu',
    apply: applyCpu,
  },
  { keys: ['PidsLimit'], oci: 'linux.resources.pids', apply: applyPids },
  {
    keys: [
      'BlkioWeight',
      'BlkioWeightDevice',
      'BlkioDeviceReadBps',
      'BlkioDeviceWriteBps',
      'BlkioDeviceReadIOps',
      'BlkioDeviceWriteIOps',
    ],
    oci: 'linux.resources.blockIO',
    apply: applyBlockIo,
  },
  { keys: ['SecurityOpt'], oci: 'process.noNewPrivileges, process.apparmorProfile, linux.seccomp', apply: applySecurityOptions },
];

/** Keys the engine acts on by itself, outside the OCI config. */
export const ENGINE_KEYS: readonly string[] = [
  'Image',
  'AttachStdin',
  'AttachStdout',
  'AttachStderr',
  'OpenStdin',
  'StdinOnce',
  'Labels',
  'StopSignal',
  'StopTimeout',
  'ExposedPorts',
  'Healthcheck',
  'Volumes',
  'HostConfig',
  'NetworkingConfig',
  'x-oci',
  'RestartPolicy',
  'AutoRemove',
  'LogConfig',
  'Dns',
  'DnsOptions',
  'DnsSearch',
  'ExtraHosts',
  'Annotations',
  // Written by the docker command beside the request, or defaults of Docker's that carry no wish.
  'ConsoleSize',
  'ContainerIDFile',
  'VolumeDriver',
];

/** Keys with a meaning we cannot give them yet: a value that is not empty is refused by name. */
export const REFUSED_KEYS: Readonly<Record<string, string>> = {
  PublishAllPorts: 'ports cannot be published yet, because bridge networks are not available yet: use network mode host',
  Links: 'links need bridge networks, which are not available yet',
  VolumesFrom: 'mounts of other containers cannot be taken over yet: name the volumes or binds again',
  DeviceRequests: 'devices by capability (GPUs) are not available yet: name the device nodes under devices',
  CgroupParent: 'the place of the cgroup is chosen by the engine',
  StorageOpt: 'the size of a container layer cannot be limited yet',
  MacAddress: 'a MAC address needs bridge networks, which are not available yet',
  OnBuild: 'it is for building images',
  CpuCount: 'it is for Windows',
  CpuPercent: 'it is for Windows',
  IOMaximumIOps: 'it is for Windows',
  IOMaximumBandwidth: 'it is for Windows',
  KernelMemoryTCP: 'kernels since 5.16 have no such limit of its own',
};
