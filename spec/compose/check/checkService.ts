import type { PlacedProblem } from '../../Problem';
import type { LocatedEntry } from '../../yaml/Located';
import { SERVICE_KEYS } from '../vocabulary/projectKeys';
import type { ValueType } from '../vocabulary/ValueType';
import { usesOf } from './checkReferences';
import type { Use } from './checkReferences';
import { checkSupport } from './checkSupport';
import { dependenciesOf } from './dependencyOrder';
import type { Dependency } from './dependencyOrder';
import { capabilities } from './rules/capabilities';
import { commandLines } from './rules/commandLines';
import { healthTests } from './rules/healthTests';
import { image } from './rules/image';
import { keyConflicts } from './rules/keyConflicts';
import { limitPlaces } from './rules/limitPlaces';
import { limits } from './rules/limits';
import { logging } from './rules/logging';
import { mountTargets } from './rules/mountTargets';
import { mountTypes } from './rules/mountTypes';
import { networkMode } from './rules/networkMode';
import { ociFragment } from './rules/ociFragment';
import type { ServiceRule } from './rules/Rule';
import { scale } from './rules/scale';
import { sysctls } from './rules/sysctls';
import { ulimits } from './rules/ulimits';
import { watch } from './rules/watch';

/** What the types of single values cannot say: keys that contradict each other. */
const RULES: readonly ServiceRule[] = [
  limits,
  keyConflicts,
  mountTargets,
  capabilities,
  sysctls,
  ulimits,
  watch,
  healthTests,
  ociFragment,
];
/** What keeps a service from becoming a container. */
const CONTAINER_RULES: readonly ServiceRule[] = [image, scale, networkMode, limitPlaces, commandLines, mountTypes, logging];

const SERVICE_TYPE: ValueType = { kind: 'object', keys: SERVICE_KEYS };

/** What a service says by itself, whatever stands beside it. */
export interface CheckedService {
  uses: readonly Use[];
  dependencies: readonly Dependency[];
  problems: readonly PlacedProblem[];
  /** They matter only when the service is to run. */
  containerProblems: readonly PlacedProblem[];
}

/** One service of the merged project, in canonical form. */
export function checkService(entry: LocatedEntry): CheckedService {
  const { key: name, value: service } = entry;
  const judge = (rule: ServiceRule): PlacedProblem[] => rule(service, name, entry);
  return {
    uses: usesOf(service),
    dependencies: dependenciesOf(service),
    problems: RULES.flatMap(judge),
    containerProblems: [...checkSupport(service, SERVICE_TYPE, ['services', name]), ...CONTAINER_RULES.flatMap(judge)],
  };
}
