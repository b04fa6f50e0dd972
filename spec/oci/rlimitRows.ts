import type { OciContext } from './OciContext';

const RLIMIT_NAMES: readonly string[] = [
  'as',
  'core',
  'cpu',
  'data',
  'fsize',
  'locks',
  'memlock',
  'msgqueue',
  'nice',
  'nofile',
  'nproc',
  'rss',
  'rtprio',
  'rttime',
  'sigpending',
  'stack',
];

/** The largest double below 2^64: RLIM_INFINITY itself has no exact number in JavaScript. The kernel treats it as no limit a process could meet. */
const RLIM_UNLIMITED = 18_446_744_073_709_550_000;

export function applyRlimits({ hostConfig, config, report }: OciContext): void {
  const key = 'HostConfig.Ulimits';
  const rlimits = new Map<string, { type: string; soft: number; hard: number }>();
  for (const { Name, Soft, Hard } of hostConfig.Ulimits ?? []) {
    if (!RLIMIT_NAMES.includes(Name)) {
      report('ulimit-unknown', key, `invalid ulimit type: ${Name}; expected one of ${RLIMIT_NAMES.join(', ')}`);
      continue;
    }
    const value = (number: number): number => (number === -1 ? RLIM_UNLIMITED : number);
    if (value(Soft) > value(Hard))
      report('ulimit-invalid', key, `ulimit ${Name}: soft limit must be less than or equal to hard limit: ${Soft} > ${Hard}`);
    rlimits.set(Name, { type: `RLIMIT_${Name.toUpperCase()}`, soft: value(Soft), hard: value(Hard) });
  }
  if (rlimits.size > 0) config.process.rlimits = [...rlimits.values()];
}

export function applyOomScore({ hostConfig, config, report }: OciContext): void {
  const adjust = hostConfig.OomScoreAdj ?? 0;
  if (adjust === 0) return;
  if (adjust < -1000 || adjust > 1000)
    report('oom-score-invalid', 'HostConfig.OomScoreAdj', `Invalid value ${adjust}, range for oom score adj is [-1000, 1000]`);
  config.process.oomScoreAdj = adjust;
}
