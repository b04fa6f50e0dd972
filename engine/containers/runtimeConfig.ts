import { join } from 'node:path';
import type { ContainerSpec } from '../../spec/container/ContainerSpec';
import type { OciConfig } from '../../spec/oci/OciConfig';
import type { JoinableNamespace, OciInput } from '../../spec/oci/OciInput';
import { resolveUser } from '../../spec/oci/resolveUser';
import { toOciConfig } from '../../spec/oci/toOciConfig';
import type { Problem } from '../../spec/Problem';
import { conflict, Fault, invalid } from '../faults';
import type { Rootfs } from '../helper/protocol';
import { hideHostSecrets, hostRootfs } from '../images/hostImage';
import type { Container } from './Container';
import type { ContainerRecord } from './ContainerRecord';
import type { Deps } from './Deps';
import { accountFiles } from './accountFiles';
import { deviceNode } from './deviceNode';
import { etcFiles } from './etcFiles';
import { hostDevices } from './hostDevices';

/** What the conversion needs; creating a container calls it before there are volumes. */
type ConfigDeps = Omit<Deps, 'volumes'> & { volumes: Pick<Deps['volumes'], 'dataPath'> };

interface RuntimeConfig {
  config: OciConfig;
  rootfs: Rootfs;
  /** Of the conversion, for whoever created the container. */
  warnings: string[];
}

/** Record + image + host → what the helper gets. Problems of severity `error` refuse the container by name. */
export async function runtimeConfig(deps: ConfigDeps, record: ContainerRecord): Promise<RuntimeConfig> {
  const { hello } = deps.helper;
  const spec = effectiveSpec(record);
  const rootfs = rootfsOf(deps, record);
  const accounts = accountFiles(rootfs);
  const { user, problems } = resolveUser({
    user: spec.User || record.image.config.User || '',
    groupAdd: spec.HostConfig?.GroupAdd ?? [],
    ...accounts,
  });
  refuse(problems);
  const input: OciInput = {
    id: record.id,
    spec,
    image: record.image.config,
    host: deps.facts(),
    helper: { mode: hello.mode, controllers: hello.controllers },
    user,
    cgroupsPath: `/bulkhead/${record.id}`,
    userNamespace: hello.mode === 'privileged' ? { uidMappings: hello.uidMappings, gidMappings: hello.gidMappings } : undefined,
    joinedNamespaces: joinedNamespaces(deps, spec),
    volumeDirectory: (name) => deps.volumes.dataPath(name),
    device: deviceNode,
    hostDevices: spec.HostConfig?.Privileged === true ? await hostDevices() : undefined,
    initProgram: deps.initProgram,
    files: etcFiles(deps.records.directory(record.id)),
  };
  const { config, problems: found } = toOciConfig(input);
  refuse(found);
  if (config.process?.terminal === true) config.process.consoleSize = consoleSize(spec);
  const warnings = found.filter(({ severity }) => severity === 'warning').map(({ message }) => message);
  return { config: record.image.rootfs.kind === 'host' ? hideHostSecrets(config, deps.paths) : config, rootfs, warnings };
}

/** `[height, width]`: without it a program would ask the terminal for its size before the client has told it. */
function consoleSize({ HostConfig }: ContainerSpec): { height: number; width: number } | undefined {
  const [height = 0, width = 0] = HostConfig?.ConsoleSize ?? [];
  return height > 0 && width > 0 ? { height, width } : undefined;
}

function refuse(problems: Problem[]): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw invalid(errors.map(({ message }) => message).join('\n'));
}

/** With the anonymous volumes by name, so that the conversion sees one kind of volume only. */
function effectiveSpec({ spec, volumes }: ContainerRecord): ContainerSpec {
  const named = (spec.HostConfig?.Mounts ?? []).filter(({ Type, Source }) => Type !== 'volume' || (Source ?? '') !== '');
  const anonymous = volumes
    .filter((volume) => volume.anonymous)
    .map(({ name, destination, readOnly }) => ({
      Type: 'volume' as const,
      Source: name,
      Target: destination,
      ReadOnly: readOnly,
    }));
  return { ...spec, HostConfig: { ...spec.HostConfig, Mounts: [...named, ...anonymous] } };
}

function rootfsOf(deps: ConfigDeps, { id, image, spec }: ContainerRecord): Rootfs {
  const directory = deps.records.directory(id);
  const transient = spec.HostConfig?.AutoRemove === true;
  if (image.rootfs.kind === 'host') return { ...hostRootfs(directory, deps.hostSkeleton()), transient };
  const lower = deps.images.lower(image.rootfs.chainIds);
  return { base: { kind: 'overlay', lower, upper: join(directory, 'upper'), work: join(directory, 'work') }, transient };
}

const JOINABLE: [key: 'NetworkMode' | 'PidMode' | 'IpcMode' | 'UTSMode', type: JoinableNamespace, kernel: string][] = [
  ['NetworkMode', 'network', 'net'],
  ['PidMode', 'pid', 'pid'],
  ['IpcMode', 'ipc', 'ipc'],
  ['UTSMode', 'uts', 'uts'],
];

function joinedNamespaces(deps: ConfigDeps, spec: ContainerSpec): Partial<Record<JoinableNamespace, string>> {
  const paths: Partial<Record<JoinableNamespace, string>> = {};
  for (const [key, type, kernel] of JOINABLE) {
    const mode = spec.HostConfig?.[key] ?? '';
    if (!mode.startsWith('container:')) continue;
    const other = joinedContainer(deps, mode.slice('container:'.length));
    if (other.state.pid === 0) throw conflict(`cannot join ${key} of a non running container: ${other.id}`);
    paths[type] = `/proc/${String(other.state.pid)}/ns/${kernel}`;
  }
  return paths;
}

/** One that is not here is no not-found: the docker command would take that for the image, and pull it. */
function joinedContainer(deps: ConfigDeps, name: string): Container {
  try {
    return deps.set.get(name);
  } catch (error) {
    throw error instanceof Fault && error.kind === 'not-found' ? invalid(error.message) : error;
  }
}
