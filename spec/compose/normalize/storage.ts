import type { ContainerSpec, HostConfig, MountSpec } from '../../container/ContainerSpec';
import { textOf, valueAt } from '../../yaml/Located';
import type { Located } from '../../yaml/Located';
import { parseVolume } from '../shortForms/parseVolume';
import type { Volume } from '../shortForms/parseVolume';
import { resolvePath } from './environment';
import type { NormalizeContext } from './NormalizeContext';
import { compact } from './readers';
import type { Reader } from './readers';

interface Storage {
  Binds: string[];
  Mounts: MountSpec[];
  Volumes: Record<string, object>;
}

/** The name a volume has outside the project. */
export function volumeName(context: Pick<NormalizeContext, 'root' | 'project'>, key: string): string {
  const own =
    textOf(valueAt(context.root, 'volumes', key, 'name')) ?? textOf(valueAt(context.root, 'volumes', key, 'external', 'name'));
  if (own !== undefined) return own;
  return textOf(valueAt(context.root, 'volumes', key, 'external')) === 'true' ? key : `${context.project}_${key}`;
}

function options(volume: Volume): string {
  return [volume.readOnly ? 'ro' : 'rw', volume.propagation, volume.selinux].filter((option) => option !== undefined).join(',');
}

/** Docker makes the missing source of a bind in `Binds`, but not of one in `Mounts`. */
function addBind(storage: Storage, source: string, volume: Volume): void {
  const fitsShortForm = volume.createHostPath && !volume.nonRecursive && !source.includes(':') && !volume.target.includes(':');
  if (fitsShortForm) {
    storage.Binds.push(`${source}:${volume.target}:${options(volume)}`);
    return;
  }
  storage.Mounts.push({
    Type: 'bind',
    Source: source,
    Target: volume.target,
    ReadOnly: volume.readOnly,
    BindOptions: compact({
      Propagation: volume.propagation,
      NonRecursive: volume.nonRecursive || undefined,
      CreateMountpoint: volume.createHostPath || undefined,
    }),
  });
}

function addVolume(context: NormalizeContext, storage: Storage, item: Located): void {
  const volume = parseVolume(item);
  if (typeof volume === 'string') return;
  const place = valueAt(item, 'source') ?? item;
  if (volume.type === 'bind') addBind(storage, resolvePath(context, place, volume.source ?? ''), volume);
  else if (volume.type === 'volume' && volume.source)
    storage.Binds.push(`${volumeName(context, volume.source)}:${volume.target}:${options(volume)}`);
  else if (volume.type === 'volume') storage.Volumes[volume.target] = {};
  else if (volume.type === 'tmpfs')
    storage.Mounts.push({
      Type: 'tmpfs',
      Target: volume.target,
      ReadOnly: volume.readOnly,
      TmpfsOptions: compact({ SizeBytes: volume.tmpfs?.size, Mode: volume.tmpfs?.mode }),
    });
}

/** A secret or config is its file, mounted read-only. Those without a file have been refused. */
function addGrant(context: NormalizeContext, storage: Storage, section: 'secrets' | 'configs', item: Located): void {
  const name = textOf(item) ?? textOf(valueAt(item, 'source'));
  if (name === undefined) return;
  const fileNode = valueAt(context.root, section, name, 'file');
  const file = textOf(fileNode);
  if (!fileNode || file === undefined) return;
  const base = section === 'secrets' ? '/run/secrets/' : '/';
  const wanted = textOf(valueAt(item, 'target')) ?? name;
  storage.Mounts.push({
    Type: 'bind',
    Source: resolvePath(context, fileNode, file),
    Target: wanted.startsWith('/') ? wanted : base + wanted,
    ReadOnly: true,
  });
}

export function storagePart(context: NormalizeContext, read: Reader): { spec: Partial<ContainerSpec>; hostConfig: HostConfig } {
  const storage: Storage = { Binds: [], Mounts: [], Volumes: {} };
  for (const item of read.items('volumes')) addVolume(context, storage, item);
  for (const section of ['configs', 'secrets'] as const)
    for (const item of read.items(section)) addGrant(context, storage, section, item);
  const tmpfs = read.texts('tmpfs').map((text): [string, string] => {
    const colon = text.indexOf(':');
    return colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
  });
  return {
    spec: Object.keys(storage.Volumes).length > 0 ? { Volumes: storage.Volumes } : {},
    hostConfig: compact({
      Binds: storage.Binds,
      Mounts: storage.Mounts,
      Tmpfs: tmpfs.length > 0 ? Object.fromEntries(tmpfs) : undefined,
      ReadonlyRootfs: read.boolean('read_only'),
    }),
  };
}
