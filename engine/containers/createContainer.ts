import type { ContainerSpec } from '../../spec/container/ContainerSpec';
import { invalid } from '../faults';
import { logTarget } from './logTarget';
import { NEVER_STARTED, type ContainerRecord } from './ContainerRecord';
import type { Container } from './Container';
import type { Deps } from './Deps';
import { checkedName, newContainerId, randomName } from './names';
import { prepareVolumes } from './prepareVolumes';
import { processArgs } from './processArgs';
import { refuseUnavailable } from './refuseUnavailable';
import { runtimeConfig } from './runtimeConfig';
import { stopSignalOf } from './signals';

/** Everything that can be refused is refused here, by name, before anything exists; only then volumes are made and the name is taken. */
export async function createContainer(
  deps: Deps,
  spec: ContainerSpec,
  { name: wantedName, platform = '' }: { name?: string; platform?: string },
): Promise<{ container: Container; warnings: string[] }> {
  const name =
    wantedName === undefined || wantedName === '' ? randomName((one) => deps.set.isNameTaken(one)) : checkedName(wantedName);
  if (typeof spec.Image !== 'string' || spec.Image === '') throw invalid('no image specified: Image is missing');
  refuseUnavailable(spec);
  const image = deps.images.use(spec.Image);
  refuseOtherPlatform(deps, spec.Image, platform);
  const draft: ContainerRecord = {
    ...{ version: 1, id: newContainerId(), name, createdAt: Date.now(), spec, image, volumes: [], state: NEVER_STARTED },
    args: processArgs(spec, image.config),
  };
  logTarget('', spec);
  stopSignalOf(draft);
  // Names of volumes count as existing: they are made below, when the rest is known to be right.
  const { warnings } = await runtimeConfig({ ...deps, volumes: { dataPath: (volume) => deps.volumes.dataPath(volume) } }, draft);
  const volumes = await prepareVolumes(deps, spec, image.config);
  try {
    return { container: await deps.set.add({ ...draft, volumes }), warnings };
  } catch (error) {
    for (const volume of volumes) if (volume.anonymous) await deps.volumes.removeIfPresent(volume.name);
    throw error;
  }
}

/** `linux/arm64`, `linux/arm64/v8` or `arm64`: what cannot be had here is not replaced by something else. */
function refuseOtherPlatform({ images }: Deps, image: string, wanted: string): void {
  if (wanted === '') return;
  const [os, architecture] = wanted.includes('/') ? wanted.split('/') : ['linux', wanted];
  const found = images.architecture(image);
  if (os === 'linux' && architecture === found) return;
  throw invalid(
    `image with reference ${image} was found but does not match the specified platform: wanted ${wanted}, actual: linux/${found}`,
  );
}
