import type { Deps } from '../containers/Deps';
import { conflict, invalid } from '../faults';
import type { ImageStore } from './ImageStore';
import { isHostReference, HOST_IMAGE_TAG } from './hostImage';
import { familiarReference } from './reference';
import type { StoredImage } from './StoredImage';

export type Removal = { Untagged: string } | { Deleted: string };

/** Docker's rules: a reference takes one tag away, an id takes all; the last one takes the image, unless a container stands on it. */
export async function removeImage(deps: Deps, images: ImageStore, text: string, force: boolean): Promise<Removal[]> {
  if (isHostReference(text)) throw invalid(`${HOST_IMAGE_TAG} is built in and cannot be removed`);
  const image = images.get(text);
  const byId = !image.references.includes(text.startsWith('sha256:') ? text : familiarReference(text));
  if (byId && image.references.length > 1 && !force) {
    throw conflict(
      `conflict: unable to delete ${short(image.id)} (must be forced) - image is referenced in multiple repositories`,
    );
  }
  const tags = byId ? image.references : [familiarReference(text)];
  const removals: Removal[] = tags.map((tag) => ({ Untagged: tag }));
  if (tags.length < image.references.length) {
    await images.untag(image, tags);
    return removals;
  }
  refuseUsed(deps, image, text);
  await images.remove(image, layersInUse(deps));
  return [...removals, { Deleted: image.id }];
}

function refuseUsed(deps: Deps, image: StoredImage, text: string): void {
  const user = deps.set.all().find(({ record }) => record.image.id === image.id);
  if (user === undefined) return;
  const state = user.state.status === 'running' ? 'running' : 'stopped';
  throw conflict(
    `conflict: unable to remove repository reference "${text}" - container ${short(user.id)} is using its referenced image ${short(image.id)} (${state}); remove the container first`,
  );
}

export function layersInUse(deps: Deps): Set<string> {
  const roots = deps.set.all().map(({ record }) => record.image.rootfs);
  return new Set(roots.flatMap((rootfs) => (rootfs.kind === 'layers' ? rootfs.chainIds : [])));
}

function short(id: string): string {
  return id.replace('sha256:', '').slice(0, 12);
}
