import type { LimitName } from '../HostAsks';

/** Where the kernel keeps a limit: the controller and any one of the files, by version of cgroups. None: that version cannot do it. */
interface LimitFiles {
  v1?: { controller: string; files: readonly string[] };
  v2?: { controller: string; files: readonly string[] };
  /** What gives the kernel the file, when it may lack it. */
  remedy?: string;
}

const at = (controller: string, ...files: string[]): NonNullable<LimitFiles['v1']> => ({ controller, files });

const SWAP_ACCOUNT = 'boot with swapaccount=1';
const BFQ = 'build the kernel with CONFIG_BFQ_GROUP_IOSCHED, or load the module bfq';

export const LIMIT_FILES: Readonly<Record<LimitName, LimitFiles>> = {
  memory: { v1: at('memory', 'memory.limit_in_bytes'), v2: at('memory', 'memory.max') },
  reservation: { v1: at('memory', 'memory.soft_limit_in_bytes'), v2: at('memory', 'memory.low') },
  swap: { v1: at('memory', 'memory.memsw.limit_in_bytes'), v2: at('memory', 'memory.swap.max'), remedy: SWAP_ACCOUNT },
  swappiness: { v1: at('memory', 'memory.swappiness') },
  oomKillDisable: { v1: at('memory', 'memory.oom_control') },
  kernelTcp: { v1: at('memory', 'memory.kmem.tcp.limit_in_bytes') },
  cpuShares: { v1: at('cpu', 'cpu.shares'), v2: at('cpu', 'cpu.weight') },
  cpuQuota: {
    v1: at('cpu', 'cpu.cfs_quota_us'),
    v2: at('cpu', 'cpu.max'),
    remedy: 'build the kernel with CONFIG_CFS_BANDWIDTH',
  },
  cpuBurst: { v1: at('cpu', 'cpu.cfs_burst_us'), v2: at('cpu', 'cpu.max.burst'), remedy: 'use Linux 5.14 or newer' },
  cpuIdle: { v1: at('cpu', 'cpu.idle'), v2: at('cpu', 'cpu.idle'), remedy: 'use Linux 5.15 or newer' },
  cpuRealtime: { v1: at('cpu', 'cpu.rt_runtime_us'), remedy: 'build the kernel with CONFIG_RT_GROUP_SCHED' },
  cpuset: { v1: at('cpuset', 'cpuset.cpus'), v2: at('cpuset', 'cpuset.cpus') },
  memset: { v1: at('cpuset', 'cpuset.mems'), v2: at('cpuset', 'cpuset.mems') },
  pids: { v1: at('pids', 'pids.max'), v2: at('pids', 'pids.max') },
  ioWeight: {
    v1: at('blkio', 'blkio.weight', 'blkio.bfq.weight'),
    v2: at('io', 'io.weight', 'io.bfq.weight'),
    remedy: BFQ,
  },
  ioRate: {
    v1: at('blkio', 'blkio.throttle.read_bps_device'),
    v2: at('io', 'io.max'),
    remedy: 'build the kernel with CONFIG_BLK_DEV_THROTTLING',
  },
  hugepages: { v1: at('hugetlb'), v2: at('hugetlb') },
  netClass: { v1: at('net_cls', 'net_cls.classid') },
  netPriority: { v1: at('net_prio', 'net_prio.ifpriomap') },
  unified: { v2: at('') },
};
