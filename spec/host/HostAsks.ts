import type { Located, Place } from '../yaml/Located';

/** Something a spec asks for: what, where it says so, and the key as people know it. */
export interface Ask<Value> {
  key: string;
  place: Place;
  value: Value;
}

export type LimitName =
  | 'memory'
  | 'reservation'
  | 'swap'
  | 'swappiness'
  | 'oomKillDisable'
  | 'kernelTcp'
  | 'cpuShares'
  | 'cpuQuota'
  | 'cpuBurst'
  | 'cpuIdle'
  | 'cpuRealtime'
  | 'cpuset'
  | 'memset'
  | 'pids'
  | 'ioWeight'
  | 'ioRate'
  | 'hugepages'
  | 'netClass'
  | 'netPriority'
  | 'unified';

export interface BindAsk {
  path: string;
  /** What happens when nothing is there. */
  whenMissing: 'made' | 'refused' | 'fails';
}

export interface PortAsk {
  port: number;
  protocol: string;
  address: string | undefined;
}

export interface SystemCallAsk {
  name: string;
  /** Of the filter, as `SCMP_ARCH_…`; none for that of the host. */
  architectures: readonly string[];
}

/** What a spec asks of the host it runs on, whichever kind of spec it is: one list for each topic of the rules. */
export interface HostAsks {
  limits: Ask<LimitName>[];
  /** Bytes that the host has to have. */
  memory: Ask<number>[];
  /** Memory and swap together, of which the first alone is given, too. */
  swap: Ask<{ both: number; memory: number }>[];
  cpus: Ask<number>[];
  cpuLists: Ask<string>[];
  capabilities: Ask<string>[];
  sysctls: Ask<string>[];
  devices: Ask<string>[];
  /** By path, or as `major:minor`. */
  blockDevices: Ask<string>[];
  gpus: Ask<undefined>[];
  hugepages: Ask<string>[];
  binds: Ask<BindAsk>[];
  ports: Ask<PortAsk>[];
  /** Open files at most; infinite for no limit. */
  openFiles: Ask<number>[];
  namespaces: Ask<string>[];
  /** User ids in the container that must be mapped. */
  userIds: Ask<number>[];
  /** Ranges of ids of the host. */
  idRanges: Ask<{ kind: 'uid' | 'gid'; start: number; count: number }>[];
  platforms: Ask<string>[];
  security: Ask<'seccomp' | 'apparmor' | 'selinux'>[];
  /** Root filesystems and mounts that are made of several layers. */
  overlays: Ask<undefined>[];
  /** Those that are to be refused. */
  systemCalls: Ask<SystemCallAsk>[];
}

/** One literal: made for every service, and in parts it takes ten times as long. */
export function noAsks(): HostAsks {
  return {
    limits: [],
    memory: [],
    swap: [],
    cpus: [],
    cpuLists: [],
    capabilities: [],
    sysctls: [],
    devices: [],
    blockDevices: [],
    gpus: [],
    hugepages: [],
    binds: [],
    ports: [],
    openFiles: [],
    namespaces: [],
    userIds: [],
    idRanges: [],
    platforms: [],
    security: [],
    overlays: [],
    systemCalls: [],
  };
}

export function ask<Value>(key: string, { origin, range }: Located | Place, value: Value): Ask<Value> {
  return { key, place: { origin, range }, value };
}
