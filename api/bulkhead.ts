/** What lives under `/bulkhead/` on the engine's socket: requests and answers, as JSON. Streams are one JSON object a line. */
import type { HostFacts } from '../spec/host/HostFacts';
import type { Problem } from '../spec/Problem';

/** `GET /bulkhead/host` */
export interface HostReport {
  facts: HostFacts;
  engine: { version: string; pid: number; socket: string; dataRoot: string; runRoot: string };
  helper: { mode: 'root' | 'rootless' | 'privileged'; pid: number; controllers: string[] } | { mode: 'failed'; reason: string };
  /** What this kernel and user can do, in the order to show: `ok: false` says what stands in the way and what would make it work. */
  checks: { name: string; ok: boolean; detail: string; remedy?: string }[];
}

/** `GET /bulkhead/containers/{id}/view` */
export interface ContainerView {
  id: string;
  namespaces: { kind: string; inode: number; host: boolean }[];
  mounts: { target: string; type: string; source: string; options: string }[];
  layers: { lower: string[]; upper: string };
  cgroups: Record<string, string>;
  uidMap: string;
  gidMap: string;
  capabilities: string[];
  seccomp: 'disabled' | 'strict' | 'filter';
  noNewPrivileges: boolean;
}

/** One container's sample. Bytes, microseconds, cores; `null` where the host cannot tell. */
export interface Sample {
  /** Unix milliseconds. */
  time: number;
  cpu: {
    /** Cores in use since the sample before (0.5 is half a core); `null` in the first. */
    cores: number | null;
    limitCores: number | null;
    usageUs: number;
    throttledPeriods: number | null;
    periods: number | null;
    throttledUs: number | null;
    /** Cgroup files behind usage and limit. */
    files: string[];
  };
  memory: { usage: number; limit: number | null; peak: number | null; oomKills: number | null; files: string[] };
  pids: { current: number; limit: number | null; files: string[] };
  io: { readBytes: number; writeBytes: number; files: string[] } | null;
  pressure: { cpu?: Pressure; memory?: Pressure; io?: Pressure } | null;
  processes: ProcessSample[];
}

/** `avg10` percentages of PSI. */
export interface Pressure {
  some: number;
  full: number | null;
}

export interface ProcessSample {
  /** In the container's pid namespace, and on the host. */
  pid: number;
  hostPid: number;
  parentPid: number;
  command: string;
  user: string;
  state: string;
  /** Cores since the sample before; `null` in the first. */
  cores: number | null;
  /** Resident bytes. */
  rss: number;
}

/** `GET /bulkhead/stats?ids=a,b&interval=1000` (all running when `ids` is missing; follows new ones) → lines of this. Full container ids as keys. */
export interface StatsLine {
  time: number;
  containers: Record<string, Sample>;
}

/** `POST /bulkhead/compose/up` */
export interface ComposeUpRequest {
  files: string[];
  services?: string[];
  profiles?: string[];
  name?: string;
  env?: Record<string, string | undefined>;
  /** Recreate containers even if their configuration is unchanged. */
  forceRecreate?: boolean;
}

/** Lines of the answer to `up` and `down`; the last is `done` or `error`. */
export type ComposeProgress =
  | { kind: 'problem'; problem: Problem }
  | { kind: 'project'; name: string; services: string[] }
  | {
      kind: 'step';
      service: string;
      container?: string;
      action: ComposeAction;
      status: 'working' | 'done' | 'unchanged' | 'failed';
      message?: string;
    }
  | { kind: 'done'; project: string; containers: { service: string; id: string; name: string }[] }
  | { kind: 'error'; message: string };

export type ComposeAction = 'pull' | 'build' | 'create' | 'start' | 'stop' | 'remove' | 'volume' | 'network' | 'wait';

/** `POST /bulkhead/compose/down` → lines of ComposeProgress. Either `project` or `files`. */
export interface ComposeDownRequest {
  project?: string;
  files?: string[];
  /** For the variables of the files. */
  env?: Record<string, string | undefined>;
  volumes?: boolean;
  /** Seconds. */
  timeout?: number;
}

/** `GET /bulkhead/compose` (all) or `GET /bulkhead/compose?project=NAME` */
export interface ComposeProjectState {
  name: string;
  directory: string;
  files: string[];
  services: { service: string; containers: { id: string; name: string; state: string; status: string }[] }[];
}
