import { checkFragment } from '../../../oci/check/checkFragment';
import { valueAt } from '../../../yaml/Located';
import type { ServiceRule } from './Rule';

export const ociFragment: ServiceRule = (service) => {
  const fragment = valueAt(service, 'x-oci');
  return fragment?.kind === 'map' ? checkFragment(fragment) : [];
};
