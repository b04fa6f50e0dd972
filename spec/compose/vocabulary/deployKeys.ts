import {
  assignments,
  bytes,
  choice,
  duration,
  ignored,
  integer,
  list,
  no,
  number,
  object,
  string,
  textOrNumber,
} from './ValueType';
import { RESERVED_DEVICE } from './resourceKeys';
import type { Vocabulary } from './ValueType';

const CLUSTER = ignored('it is for clusters');

const ROLLOUT: Vocabulary = {
  parallelism: { type: integer, doc: 'Containers changed at a time.' },
  delay: { type: duration, doc: 'Pause between two groups.' },
  failure_action: {
    type: choice({
      continue: 'Goes on with the next.',
      rollback: 'Takes everything back.',
      pause: 'Waits for somebody.',
    }),
    doc: 'What to do when a change fails.',
  },
  monitor: { type: duration, doc: 'How long a changed container is watched for failure.' },
  max_failure_ratio: { type: number, doc: 'Share of failures that is tolerated.' },
  order: {
    type: choice({
      'start-first': 'Both run for a moment.',
      'stop-first': 'Neither runs for a moment.',
    }),
    doc: 'Whether the new one starts before the old one stops.',
  },
};

const LIMITS: Vocabulary = {
  cpus: {
    type: number,
    doc: 'CPU time as a number of cores; the same as `cpus` of the service.',
    kernel: { v1: 'cpu.cfs_quota_us', v2: 'cpu.max' },
  },
  memory: {
    type: bytes,
    doc: 'Memory at most; the same as `mem_limit` of the service.',
    kernel: { v1: 'memory.limit_in_bytes', v2: 'memory.max' },
  },
  pids: {
    type: integer,
    doc: 'Processes at most; the same as `pids_limit` of the service.',
    kernel: { v1: 'pids.max', v2: 'pids.max' },
  },
};

const RESERVATIONS: Vocabulary = {
  cpus: { type: number, doc: 'CPU time a cluster sets aside.', support: CLUSTER },
  memory: {
    type: bytes,
    doc: 'Memory to keep for the service; the same as `mem_reservation`.',
    kernel: { v1: 'memory.soft_limit_in_bytes', v2: 'memory.low' },
  },
  devices: {
    type: list(RESERVED_DEVICE),
    doc: 'Devices by capability, as GPUs.',
    support: no('devices by capability are not available yet; name the device nodes under devices'),
  },
  generic_resources: {
    type: list(
      object({
        discrete_resource_spec: {
          type: object({
            kind: { type: string, doc: 'Name of the resource.' },
            value: { type: textOrNumber, doc: 'How many.' },
          }),
          doc: 'A resource that is counted.',
        },
      }),
    ),
    doc: 'Resources of the cluster by name.',
    support: CLUSTER,
  },
};

export const DEPLOY_KEYS: Vocabulary = {
  mode: {
    type: choice({
      replicated: 'As many containers as `replicas` says.',
      global: 'One container on each machine.',
      'replicated-job': 'As many as `replicas` says, each until it ends.',
      'global-job': 'One on each machine, until it ends.',
    }),
    doc: 'A number of containers, or one per machine.',
    support: CLUSTER,
  },
  replicas: { type: { kind: 'integer', min: 0 }, doc: 'Number of containers; the same as `scale`.', default: '1' },
  resources: {
    type: object({
      limits: { type: object(LIMITS), doc: 'What the service cannot exceed.' },
      reservations: { type: object(RESERVATIONS), doc: 'What is kept for the service.' },
    }),
    doc: 'Limits and reservations.',
  },
  restart_policy: {
    type: object({
      condition: {
        type: choice({
          none: 'Never.',
          'on-failure': 'When it ended with another exit code than 0.',
          any: 'Always.',
        }),
        doc: 'When to start again.',
        default: 'any',
      },
      delay: { type: duration, doc: 'Pause before the start.', support: ignored('the engine doubles the pause from 100 ms on') },
      max_attempts: { type: integer, doc: 'Starts at most.' },
      window: {
        type: duration,
        doc: 'How long a start must hold to count as a success.',
        support: ignored('10 seconds count as a success'),
      },
    }),
    doc: 'When to start the container again; `restart` of the service wins.',
  },
  labels: { type: assignments, doc: 'Labels of the service, not of its containers.', support: CLUSTER },
  endpoint_mode: {
    type: choice({ vip: 'One virtual address.', dnsrr: 'The name stands for all addresses in turn.' }),
    doc: 'How a cluster balances connections.',
    support: CLUSTER,
  },
  placement: {
    type: object({
      constraints: { type: list(string), doc: 'Conditions a machine must meet.' },
      preferences: {
        type: list(object({ spread: { type: string, doc: 'Label to spread over.' } })),
        doc: 'Wishes for the distribution.',
      },
      max_replicas_per_node: { type: integer, doc: 'Containers per machine at most.' },
    }),
    doc: 'Machines of a cluster the service may run on.',
    support: CLUSTER,
  },
  update_config: { type: object(ROLLOUT), doc: 'How a cluster brings out a change.', support: CLUSTER },
  rollback_config: { type: object(ROLLOUT), doc: 'How a cluster takes a change back.', support: CLUSTER },
};
