import { keyPlace, textOf, valueAt } from '../../../yaml/Located';
import { problem } from './Rule';
import type { ServiceRule } from './Rule';

/** A container is made of an image, given or built; a provider makes something else. */
export const image: ServiceRule = (service, name, entry) => {
  const given = textOf(valueAt(service, 'image'));
  const hasImage = given === undefined ? valueAt(service, 'build') !== undefined : given !== '';
  if (hasImage || valueAt(service, 'provider')) return [];
  const message = `Service ${name} has neither image nor build: name an image, such as bulkhead.local/host.`;
  return [problem('image-missing', keyPlace(entry), message)];
};
