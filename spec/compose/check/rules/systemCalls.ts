import { unknownSystemCalls } from '../../../oci/systemCallAsks';
import { valueAt } from '../../../yaml/Located';
import type { ServiceRule } from './Rule';

export const systemCalls: ServiceRule = (service) => unknownSystemCalls(valueAt(service, 'x-oci', 'linux', 'seccomp'));
