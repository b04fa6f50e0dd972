import type { Code } from '../../codes';
import type { PlacedProblem } from '../../Problem';
import { valueAt } from '../../yaml/Located';
import type { Located } from '../../yaml/Located';
import { unknownSystemCalls } from '../systemCallAsks';
import { checkCapabilities } from './capabilityRules';
import { checkDevices, checkProtectedPaths } from './kernelPathRules';
import { checkIdMappings } from './mappingRules';
import { checkMounts } from './mountRules';
import { checkNamespaces } from './namespaceRules';
import { checkProcess } from './processRules';
import { checkResources } from './resourceRules';
import type { Rule } from './Rule';
import { checkSeccomp } from './seccompRules';

const RULES: readonly Rule[] = [
  ...[checkProcess, checkCapabilities, checkMounts, checkNamespaces, checkIdMappings],
  ...[checkDevices, checkProtectedPaths, checkResources, checkSeccomp],
];

/** What these miss, the generated config may have. */
const OF_THE_WHOLE: readonly Code[] = [
  ...(['oci-process-args', 'oci-console-size', 'oci-capability-subset', 'oci-mapping-missing', 'oci-cpu-burst'] as const),
];

const MAX_PROBLEMS = 500;

/** What a part of a runtime config says, whatever it is merged over; its structure is checked elsewhere. */
export function checkFragment(fragment: Located): PlacedProblem[] {
  const found: PlacedProblem[] = [];
  for (const rule of RULES)
    rule({
      config: fragment,
      report: (code, place, message, severity = 'error') => {
        const isUnknown = 'hasUnsetVariable' in place && place.hasUnsetVariable === true;
        if (isUnknown || OF_THE_WHOLE.includes(code) || found.length >= MAX_PROBLEMS) return;
        const { origin, range } = place;
        found.push({ code, severity, message, place: { origin, range } });
      },
    });
  return [...found, ...unknownSystemCalls(valueAt(fragment, 'linux', 'seccomp')).slice(0, MAX_PROBLEMS)];
}
