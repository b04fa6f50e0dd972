import { access, mkdir } from 'node:fs/promises';
import type { ContainerSpec } from '../../spec/container/ContainerSpec';
import type { ImageConfig } from '../../spec/container/ImageConfig';
import { invalid, messageOf } from '../faults';
import type { VolumeUse } from './ContainerRecord';
import type { Deps } from './Deps';

/** Makes the volumes a container names and the anonymous ones it or its image declares; as in Docker, missing sources of `-v` are made too. */
export async function prepareVolumes({ volumes }: Deps, spec: ContainerSpec, image: ImageConfig): Promise<VolumeUse[]> {
  const uses: VolumeUse[] = [];
  const taken = new Set(Object.keys(spec.HostConfig?.Tmpfs ?? {}));
  for (const bind of spec.HostConfig?.Binds ?? []) {
    const [source = '', destination = '', options = ''] = bind.split(':');
    taken.add(destination);
    if (source.startsWith('/')) await makeSource(source);
    else
      uses.push({
        name: (await volumes.ensure(source)).name,
        destination,
        readOnly: options.split(',').includes('ro'),
        anonymous: false,
      });
  }
  for (const mount of spec.HostConfig?.Mounts ?? []) {
    taken.add(mount.Target);
    if (mount.Type === 'bind') await checkSource(mount.Source ?? '');
    if (mount.Type !== 'volume') continue;
    const name = mount.Source === '' ? undefined : mount.Source;
    const volume = await volumes.ensure(name);
    uses.push({ name: volume.name, destination: mount.Target, readOnly: mount.ReadOnly === true, anonymous: name === undefined });
  }
  for (const destination of Object.keys({ ...image.Volumes, ...spec.Volumes })) {
    if (taken.has(destination)) continue;
    uses.push({ name: (await volumes.ensure()).name, destination, readOnly: false, anonymous: true });
  }
  return uses;
}

async function makeSource(source: string): Promise<void> {
  try {
    await access(source);
  } catch {
    await mkdir(source, { recursive: true }).catch((error: unknown) => {
      throw invalid(`error while creating mount source path '${source}': ${messageOf(error)}`);
    });
  }
}

async function checkSource(source: string): Promise<void> {
  await access(source).catch(() => {
    throw invalid(`invalid mount config for type "bind": bind source path does not exist: ${source}`);
  });
}
