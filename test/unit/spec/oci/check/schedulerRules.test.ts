import { config, testConfigs } from './configCases';

const scheduled = (scheduler: object): string => config({ process: { cwd: '/', args: ['sh'], scheduler } });

testConfigs([
  [
    'a priority no real-time policy takes',
    scheduled({ policy: 'SCHED_FIFO', priority: 100 }),
    [`oci-resource-range error '100' priority 100 is out of what SCHED_FIFO takes: 1 to 99.`],
  ],
  [
    'a priority of a policy without one',
    scheduled({ policy: 'SCHED_BATCH', priority: 5 }),
    [`oci-resource-range error '5' priority 5 is out of what SCHED_BATCH takes: 0 only.`],
  ],
  [
    'a nice value that is none',
    scheduled({ policy: 'SCHED_OTHER', nice: 20 }),
    [`oci-resource-range error '20' nice 20 is out of what the kernel takes: -20 to 19.`],
  ],
  ['what the policies take', scheduled({ policy: 'SCHED_RR', priority: 99, nice: -20 }), []],
]);
