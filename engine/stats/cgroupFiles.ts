/** Which file of which hierarchy tells what. Readings by name, so that nothing else cares for the version. */
export type ReadingName =
  | 'cpuUsage'
  | 'cpuStat'
  | 'cpuQuota'
  | 'cpuPeriod'
  | 'cpuMax'
  | 'memoryUsage'
  | 'memoryLimit'
  | 'memoryPeak'
  | 'memoryEvents'
  | 'memoryStat'
  | 'pidsCurrent'
  | 'pidsLimit'
  | 'ioBytes'
  | 'cpuPressure'
  | 'memoryPressure'
  | 'ioPressure'
  | 'procs';

type Row = [reading: ReadingName, controller: string, file: string];

const V1: Row[] = [
  ['cpuUsage', 'cpuacct', 'cpuacct.usage'],
  ['cpuStat', 'cpu', 'cpu.stat'],
  ['cpuQuota', 'cpu', 'cpu.cfs_quota_us'],
  ['cpuPeriod', 'cpu', 'cpu.cfs_period_us'],
  ['memoryUsage', 'memory', 'memory.usage_in_bytes'],
  ['memoryLimit', 'memory', 'memory.limit_in_bytes'],
  ['memoryPeak', 'memory', 'memory.max_usage_in_bytes'],
  ['memoryEvents', 'memory', 'memory.oom_control'],
  ['memoryStat', 'memory', 'memory.stat'],
  ['pidsCurrent', 'pids', 'pids.current'],
  ['pidsLimit', 'pids', 'pids.max'],
  ['ioBytes', 'blkio', 'blkio.throttle.io_service_bytes'],
];

const V2: Row[] = [
  ['cpuStat', 'cpu', 'cpu.stat'],
  ['cpuMax', 'cpu', 'cpu.max'],
  ['memoryUsage', 'memory', 'memory.current'],
  ['memoryLimit', 'memory', 'memory.max'],
  ['memoryPeak', 'memory', 'memory.peak'],
  ['memoryEvents', 'memory', 'memory.events'],
  ['memoryStat', 'memory', 'memory.stat'],
  ['pidsCurrent', 'pids', 'pids.current'],
  ['pidsLimit', 'pids', 'pids.max'],
  ['ioBytes', 'io', 'io.stat'],
  ['cpuPressure', 'cpu', 'cpu.pressure'],
  ['memoryPressure', 'memory', 'memory.pressure'],
  ['ioPressure', 'io', 'io.pressure'],
];

/** Processes are the same in every hierarchy; the first of these that the container is in is asked. */
const PROCS_FROM = ['', 'pids', 'memory', 'cpu', 'freezer'];

export type ReadingFiles = Partial<Record<ReadingName, string>>;

/** `cgroups` are a container's directories by controller; `''` is the v2 tree, which serves the controllers that have no v1 directory. */
export function readingFiles(cgroups: Record<string, string>): ReadingFiles {
  const files: ReadingFiles = {};
  const unified = cgroups[''];
  for (const [reading, controller, file] of V1) {
    const directory = cgroups[controller];
    if (directory !== undefined && directory !== unified) files[reading] = `${directory}/${file}`;
  }
  for (const [reading, controller, file] of V2) {
    const directory = cgroups[controller] ?? unified;
    const onV1 = V1.some(
      ([, other]) => (other === controller || (controller === 'io' && other === 'blkio')) && isV1(cgroups, other),
    );
    if (unified !== undefined && directory !== undefined && !onV1) files[reading] ??= `${directory}/${file}`;
  }
  const holder = PROCS_FROM.map((name) => cgroups[name]).find((directory) => directory !== undefined);
  if (holder !== undefined) files.procs = `${holder}/cgroup.procs`;
  return files;
}

function isV1(cgroups: Record<string, string>, controller: string): boolean {
  return cgroups[controller] !== undefined && cgroups[controller] !== cgroups[''];
}
