import type { ContainerRecord } from './ContainerRecord';

/** Labels, image and name: what every event of a container tells. */
export function announcedAttributes(record: ContainerRecord): Record<string, string> {
  return { ...record.spec.Labels, image: record.image.ref, name: record.name };
}
