import { join } from 'node:path';
import type { HostConfig } from '../../spec/container/ContainerSpec';
import { kernelPaths } from '../../spec/oci/pathRows';
import { describeHealth } from '../health/healthState';
import type { Container } from './Container';
import type { ContainerRecord, ContainerState } from './ContainerRecord';
import type { Deps } from './Deps';
import { isoTime, mountPoints, networkMode, networks } from './describe';
import { etcFiles } from './etcFiles';

/** `GET /containers/{id}/json`. */
export function inspectContainer(deps: Deps, { record }: Container, execIds: string[]): object {
  const [path = '', ...args] = record.args;
  const files = etcFiles(deps.records.directory(record.id));
  return {
    ...{
      Id: record.id,
      Created: isoTime(record.createdAt),
      Path: path,
      Args: args,
      State: stateOf(record.state),
      Image: record.image.id,
    },
    ...{
      ResolvConfPath: files.resolvConf,
      HostnamePath: files.hostname,
      HostsPath: files.hosts,
      LogPath: deps.records.logPath(record.id),
    },
    ...{ Name: `/${record.name}`, RestartCount: record.state.restartCount, Driver: 'overlay', Platform: 'linux' },
    ...{ MountLabel: '', ProcessLabel: '', AppArmorProfile: '', ExecIDs: execIds.length === 0 ? null : execIds },
    HostConfig: hostConfigOf(deps, record),
    GraphDriver: graphDriver(deps, record),
    Mounts: mountPoints(deps, record),
    Config: configOf(record),
    NetworkSettings: {
      ...{ SandboxID: '', SandboxKey: '', Ports: {}, Gateway: '', IPAddress: '', MacAddress: '' },
      Networks: networks(record),
    },
  };
}

function stateOf(state: ContainerState): object {
  const { status } = state;
  return {
    ...{
      Status: status,
      Running: status === 'running' || status === 'paused' || status === 'restarting',
      Paused: status === 'paused',
    },
    ...{
      Restarting: status === 'restarting',
      OOMKilled: state.oomKilled,
      Dead: status === 'dead',
      Pid: state.pid,
      ExitCode: state.exitCode,
    },
    ...{ Error: state.error, StartedAt: isoTime(state.startedAt), FinishedAt: isoTime(state.finishedAt) },
    ...(state.health === undefined ? {} : { Health: describeHealth(state.health) }),
  };
}

function hostConfigOf(deps: Deps, record: ContainerRecord): object {
  const { HostConfig = {} } = record.spec;
  return {
    ...{
      Binds: null,
      PortBindings: {},
      VolumesFrom: null,
      CapAdd: null,
      CapDrop: null,
      Dns: [],
      ExtraHosts: null,
      GroupAdd: null,
    },
    ...{
      Privileged: false,
      ReadonlyRootfs: false,
      AutoRemove: false,
      SecurityOpt: null,
      Runtime: 'bulkhead',
    },
    ...kernelPaths(HostConfig, deps.facts()),
    ...HostConfig,
    ...unset(HostConfig),
    NetworkMode: networkMode(record),
    RestartPolicy: { MaximumRetryCount: 0, ...HostConfig.RestartPolicy, Name: policyName(HostConfig.RestartPolicy?.Name) },
    LogConfig: { Type: 'json-file', Config: {}, ...dropEmpty(HostConfig.LogConfig) },
  };
}

/** Zero values that Docker's command sends for flags nobody gave. */
function unset(hostConfig: HostConfig): Partial<HostConfig> {
  const { ShmSize = 0, PidsLimit, Memory = 0, MemorySwap = 0, MemorySwappiness, IpcMode = '', CgroupnsMode = '' } = hostConfig;
  return {
    MemorySwap: MemorySwap === 0 ? Memory * 2 : MemorySwap,
    ShmSize: ShmSize === 0 ? 64 * 1024 * 1024 : ShmSize,
    PidsLimit: (PidsLimit ?? 0) === 0 ? null : PidsLimit,
    MemorySwappiness: MemorySwappiness === -1 ? null : MemorySwappiness,
    IpcMode: IpcMode === '' ? 'private' : IpcMode,
    CgroupnsMode: CgroupnsMode === '' ? 'private' : CgroupnsMode,
  };
}

function policyName(name: string | undefined): string {
  return name === undefined || name === '' ? 'no' : name;
}

function dropEmpty(value: { Type?: string; Config?: Record<string, string> } | undefined): object {
  return value?.Type === undefined || value.Type === '' ? {} : { Type: value.Type, Config: value.Config ?? {} };
}

function configOf({ id, spec, image }: ContainerRecord): object {
  return {
    ...{ ...spec, HostConfig: undefined, NetworkingConfig: undefined },
    Hostname: spec.Hostname === undefined || spec.Hostname === '' ? id.slice(0, 12) : spec.Hostname,
    User: spec.User === undefined || spec.User === '' ? (image.config.User ?? '') : spec.User,
    Env: [...(spec.Env ?? []), ...(image.config.Env ?? []).filter((entry) => !overridden(entry, spec.Env))],
    Cmd: spec.Cmd ?? ((spec.Entrypoint ?? null) === null ? (image.config.Cmd ?? null) : null),
    Entrypoint: spec.Entrypoint ?? image.config.Entrypoint ?? null,
    WorkingDir: spec.WorkingDir === undefined || spec.WorkingDir === '' ? (image.config.WorkingDir ?? '') : spec.WorkingDir,
    Volumes: isEmpty(spec.Volumes) ? (image.config.Volumes ?? null) : { ...image.config.Volumes, ...spec.Volumes },
    Healthcheck: spec.Healthcheck ?? image.config.Healthcheck,
    Labels: { ...image.config.Labels, ...spec.Labels },
  };
}

function isEmpty(value: object | undefined): boolean {
  return value === undefined || Object.keys(value).length === 0;
}

function overridden(entry: string, own: string[] = []): boolean {
  const name = entry.slice(0, entry.indexOf('=') + 1);
  return own.some((other) => other.startsWith(name));
}

function graphDriver(deps: Deps, { id, image }: ContainerRecord): object {
  const directory = deps.records.directory(id);
  const lower = image.rootfs.kind === 'host' ? [] : deps.images.lower(image.rootfs.chainIds);
  return {
    Name: 'overlay',
    Data: { LowerDir: lower.join(':'), UpperDir: join(directory, 'upper'), WorkDir: join(directory, 'work') },
  };
}
