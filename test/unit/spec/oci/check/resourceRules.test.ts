import { config, resources, testConfigs } from './configCases';

testConfigs([
  [
    'lists of CPUs and memory nodes',
    config({}, { ...resources({ cpu: { cpus: '3-1', mems: '0-1, 3' } }), memoryPolicy: { mode: 'MPOL_BIND', nodes: 'all' } }),
    [
      `oci-resource-range error '"3-1"' cpu.cpus '3-1' is no list the kernel takes: write it as in 0-3,7.`,
      `oci-resource-range error '"all"' memoryPolicy.nodes 'all' is no list the kernel takes: write it as in 0-3,7.`,
    ],
  ],
  [
    'ranges of the cgroup',
    config(
      {},
      resources({
        cpu: { shares: 1, period: 999, quota: -1, idle: 2 },
        pids: { limit: -2 },
        blockIO: { weight: 5 },
        memory: { limit: -1 },
      }),
    ),
    [
      `oci-resource-range error '1' cpu.shares 1 is out of what the kernel takes: 2 to 262144 shares.`,
      `oci-resource-range error '999' cpu.period 999 is out of what the kernel takes: 1000 to 1000000 microseconds.`,
      `oci-resource-range error '2' cpu.idle 2 is out of what the kernel takes: 0 to 1.`,
      `oci-resource-range error '-2' pids.limit -2 is out of what the kernel takes: 1 to 4194304 processes, or -1 for no limit.`,
      `oci-resource-range error '5' blockIO.weight 5 is out of what the kernel takes: 10 to 1000.`,
    ],
  ],
  [
    'values that engines write as 0',
    config(
      {},
      resources({
        cpu: { shares: 0, quota: 0, period: 0 },
        blockIO: {
          weight: 0,
          leafWeight: 0,
          weightDevice: [
            { major: 8, minor: 0 },
            { major: 8, minor: 0, weight: 10 },
          ],
        },
        pids: { limit: 0 },
        memory: { limit: 0, reservation: -5, swap: -1 },
      }),
    ),
    [
      `oci-resource-range warning '0' pids.limit 0 is no limit to some runtimes and the least there is to others: write -1 for none.`,
      `oci-resource-range warning '0' memory.limit 0 is no limit to some runtimes and the least there is to others: write -1 for none.`,
      `oci-resource-range error '-5' memory.reservation -5 is out of what the kernel takes: 0 to 9223372036854775807 bytes, or -1 for no limit.`,
      `key-missing error '{"major":8,"minor":0}' A device under weightDevice lacks the keys 'weight' and 'leafWeight': it needs one of them.`,
    ],
  ],
  [
    'memory and CPU that contradict themselves',
    config({}, resources({ memory: { limit: 100, swap: 50, reservation: 200 }, cpu: { burst: 5000, quota: 1000 } })),
    [
      `oci-memory-swap error '50' swap 50 is memory and swap together, so it cannot be below the memory limit 100.`,
      `oci-memory-reservation warning '200' reservation 200 is above the limit 100 and can never be had.`,
      `oci-cpu-burst error '5000' burst 5000 needs a quota that is at least as large; the kernel refuses it otherwise.`,
    ],
  ],
  [
    'files of cgroup v2',
    config({}, resources({ unified: { 'memory.high': '64M', '../x': '1', 'cgroup.procs': '1' } })),
    [
      `oci-unified-name error '"../x"' '../x' is no file of a cgroup: expected a name as in memory.high.`,
      `oci-unified-name warning '"cgroup.procs"' 'cgroup.procs' belongs to the runtime, which manages the cgroup with it.`,
    ],
  ],
  [
    'huge pages',
    config(
      {},
      resources({
        hugepageLimits: [
          { pageSize: '2MB', limit: 1 },
          { pageSize: '2MB', limit: 2 },
          { pageSize: '2mb', limit: 1 },
        ],
      }),
    ),
    [
      `value-invalid error '"2mb"' linux.resources.hugepageLimits[2].pageSize: '2mb' is not valid: expected a size as in 2MB.`,
      `oci-hugepage-duplicate warning '"2MB"' 2MB has a limit already; the last one counts.`,
    ],
  ],
]);
