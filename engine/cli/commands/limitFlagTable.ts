import { byteSize, decimal, wholeNumber } from '../values';
import { byteRates, deviceWeights, eachOf, rates, ulimitOf } from './flagValues';
import { many, type RunFlag } from './RunFlag';

export const LIMIT_FLAGS: readonly RunFlag[] = [
  { flags: '-m, --memory <bytes>', help: 'memory limit', parse: byteSize, host: 'Memory' },
  { flags: '--memory-swap <bytes>', help: 'memory and swap, -1 for no limit', parse: byteSize, host: 'MemorySwap' },
  { flags: '--memory-reservation <bytes>', help: 'soft memory limit', parse: byteSize, host: 'MemoryReservation' },
  {
    flags: '--memory-swappiness <number>',
    help: 'how willingly it swaps, 0 to 100',
    parse: wholeNumber,
    host: 'MemorySwappiness',
  },
  { flags: '--oom-kill-disable', help: 'let it wait for memory instead of killing it', host: 'OomKillDisable' },
  { flags: '--oom-score-adj <number>', help: 'preference of the OOM killer', parse: wholeNumber, host: 'OomScoreAdj' },
  {
    flags: '--cpus <number>',
    help: 'number of CPUs',
    parse: decimal,
    host: 'NanoCpus',
    as: (cpus: number) => Math.round(cpus * 1e9),
  },
  { flags: '-c, --cpu-shares <number>', help: 'CPU weight', parse: wholeNumber, host: 'CpuShares' },
  { flags: '--cpu-period <microseconds>', help: 'CPU period', parse: wholeNumber, host: 'CpuPeriod' },
  { flags: '--cpu-quota <microseconds>', help: 'CPU quota', parse: wholeNumber, host: 'CpuQuota' },
  {
    flags: '--cpu-rt-period <microseconds>',
    help: 'period of the real-time budget',
    parse: wholeNumber,
    host: 'CpuRealtimePeriod',
  },
  { flags: '--cpu-rt-runtime <microseconds>', help: 'real-time budget', parse: wholeNumber, host: 'CpuRealtimeRuntime' },
  { flags: '--cpuset-cpus <list>', help: 'CPUs to run on (0-3, 0,1)', host: 'CpusetCpus' },
  { flags: '--cpuset-mems <list>', help: 'memory nodes to use', host: 'CpusetMems' },
  { flags: '--pids-limit <number>', help: 'limit of processes, -1 for none', parse: wholeNumber, host: 'PidsLimit' },
  { flags: '--blkio-weight <number>', help: 'block io weight', parse: wholeNumber, host: 'BlkioWeight' },
  {
    flags: '--blkio-weight-device <path:weight>',
    help: 'block io weight on a device',
    parse: many,
    host: 'BlkioWeightDevice',
    as: deviceWeights,
  },
  {
    flags: '--device-read-bps <path:rate>',
    help: 'most bytes a second read from a device',
    parse: many,
    host: 'BlkioDeviceReadBps',
    as: byteRates,
  },
  {
    flags: '--device-write-bps <path:rate>',
    help: 'most bytes a second written to a device',
    parse: many,
    host: 'BlkioDeviceWriteBps',
    as: byteRates,
  },
  {
    flags: '--device-read-iops <path:rate>',
    help: 'most reads a second from a device',
    parse: many,
    host: 'BlkioDeviceReadIOps',
    as: rates,
  },
  {
    flags: '--device-write-iops <path:rate>',
    help: 'most writes a second to a device',
    parse: many,
    host: 'BlkioDeviceWriteIOps',
    as: rates,
  },
  { flags: '--ulimit <name=soft[:hard]>', help: 'resource limit', parse: many, host: 'Ulimits', as: eachOf(ulimitOf) },
];
