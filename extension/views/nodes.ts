import type { ContainerView, ProcessSample, Sample } from '../../api/bulkhead';
import { formatBytes, formatBytesOf, formatCores, formatCoresOf, formatDurationUs } from './format';

/** A container as the engine lists it (`GET /containers/json`), as far as the view shows it. */
export interface ContainerSummary {
  Id: string;
  Names: string[];
  Image: string;
  State: 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';
  Status: string;
  Labels: Record<string, string>;
}

/** What the tree is made of. Data only: how it looks in VS Code is the view's business. */
export type Node =
  | { kind: 'project'; name: string; containers: ContainerSummary[] }
  | { kind: 'container'; container: ContainerSummary }
  | { kind: 'group'; group: 'processes' | 'limits' | 'namespaces'; container: ContainerSummary }
  | { kind: 'process'; id: string; process: ProcessSample }
  | Row;

/** A line with a label, a value beside it, and files or facts behind it. */
export interface Row {
  kind: 'limit' | 'namespace' | 'message';
  id: string;
  label: string;
  description: string;
  tooltip: string;
  /** Absolute path of the cgroup file behind the value. */
  file?: string;
}

const composeProject = 'com.docker.compose.project';
const composeFiles = 'com.docker.compose.project.config_files';

/** Path of the first Compose file the container was made from. */
export function specOf(container: ContainerSummary): string | undefined {
  return container.Labels[composeFiles]?.split(',')[0];
}

export function nameOf(container: ContainerSummary): string {
  return container.Names[0]?.replace(/^\//, '') ?? container.Id.slice(0, 12);
}

/** Projects by name, then the containers that belong to none. */
export function topLevel(containers: readonly ContainerSummary[]): Node[] {
  const projects = new Map<string, ContainerSummary[]>();
  const alone: Node[] = [];
  for (const container of containers) {
    const project = container.Labels[composeProject];
    if (project) projects.set(project, [...(projects.get(project) ?? []), container]);
    else alone.push({ kind: 'container', container });
  }
  const grouped = [...projects].sort(([a], [b]) => a.localeCompare(b));
  return [...grouped.map(([name, members]): Node => ({ kind: 'project', name, containers: members })), ...alone];
}

export function groupsOf(container: ContainerSummary): Node[] {
  if (container.State !== 'running' && container.State !== 'paused') return [];
  return (['processes', 'limits', 'namespaces'] as const).map((group) => ({ kind: 'group', group, container }));
}

export function processNodes(container: ContainerSummary, sample: Sample | undefined): Node[] {
  return (sample?.processes ?? []).map((process) => ({
    kind: 'process',
    id: `${container.Id}/process/${process.hostPid}`,
    process,
  }));
}

/** The program's name alone as label: a long command would push the numbers out of a narrow side bar. */
export function processLabel(process: ProcessSample): { label: string; description: string; tooltip: string } {
  const use = `${formatCores(process.cores)}  ${formatBytes(process.rss)}`;
  return {
    label: programOf(process.command),
    description: `pid ${process.pid} (host ${process.hostPid})  ${use}  ${process.command}`,
    tooltip: [
      process.command,
      `Process ${process.pid} in the container, ${process.hostPid} on the host, child of ${process.parentPid}`,
      `User ${process.user}, state ${process.state}`,
      `CPU ${formatCores(process.cores)}, resident memory ${formatBytes(process.rss)}`,
    ].join('\n'),
  };
}

function programOf(command: string): string {
  const [path = ''] = command.split(' ', 1);
  return path.slice(path.lastIndexOf('/') + 1) || command;
}

export function limitRows(container: ContainerSummary, sample: Sample | undefined): Row[] {
  if (!sample) return [];
  const row = (label: string, description: string, files: string[], facts: (string | undefined)[] = []): Row => ({
    kind: 'limit',
    id: `${container.Id}/limit/${label}`,
    label,
    description,
    tooltip: [...facts.filter((fact) => fact !== undefined), ...files].join('\n'),
    file: files[0],
  });
  const { cpu, memory, pids, io, pressure } = sample;
  const rows = [
    row('Memory', formatBytesOf(memory.usage, memory.limit), memory.files, [
      memory.peak === null ? undefined : `Peak ${formatBytes(memory.peak)}`,
      memory.oomKills === null ? undefined : `Killed for want of memory: ${memory.oomKills}`,
    ]),
    row('CPU', formatCoresOf(cpu.cores, cpu.limitCores) + throttling(sample), cpu.files, [
      `${formatDurationUs(cpu.usageUs)} of CPU time used`,
    ]),
    row('Pids', pids.limit === null ? `${pids.current}, no limit` : `${pids.current} of ${pids.limit}`, pids.files),
  ];
  if (io) rows.push(row('I/O', `${formatBytes(io.readBytes)} read, ${formatBytes(io.writeBytes)} written`, io.files));
  for (const [name, value] of Object.entries(pressure ?? {})) {
    rows.push(
      row(
        `Pressure ${name}`,
        `${value.some.toFixed(1)} % some${value.full === null ? '' : `, ${value.full.toFixed(1)} % full`}`,
        [],
      ),
    );
  }
  return rows;
}

function throttling({ cpu }: Sample): string {
  if (!cpu.throttledPeriods) return '';
  const time = cpu.throttledUs === null ? '' : `, ${formatDurationUs(cpu.throttledUs)}`;
  return `, throttled in ${cpu.throttledPeriods} of ${cpu.periods ?? '?'} periods${time}`;
}

const namespaceNames: Record<string, string> = {
  pid: 'process ids',
  net: 'network',
  ipc: 'inter-process communication',
  mnt: 'mounts',
  uts: 'host name',
  cgroup: 'cgroup root',
  user: 'users',
  time: 'clocks',
};

export function namespaceRows(container: ContainerSummary, view: ContainerView): Row[] {
  return view.namespaces.map(({ kind, inode, host }) => ({
    kind: 'namespace',
    id: `${container.Id}/namespace/${kind}`,
    label: kind,
    description: `${host ? 'shared with the host' : 'own'}  ${inode}`,
    tooltip: `${kind} namespace (${namespaceNames[kind] ?? kind}), inode ${inode}: ${host ? 'the one the host uses' : 'the container has its own'}`,
  }));
}
