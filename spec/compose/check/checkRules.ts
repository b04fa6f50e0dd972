import type { PlacedProblem } from '../../Problem';
import type { Located, LocatedMap } from '../../yaml/Located';
import type { Memo } from '../Memo';
import { addresses } from './rules/addresses';
import { capabilities } from './rules/capabilities';
import { containerNames } from './rules/containerNames';
import { health } from './rules/health';
import { definitionConflicts, keyConflicts } from './rules/keyConflicts';
import { limits } from './rules/limits';
import { mountTargets } from './rules/mountTargets';
import { ociFragment } from './rules/ociFragment';
import { ports } from './rules/ports';
import type { ProjectRule, ServiceRule } from './rules/Rule';
import { sysctls } from './rules/sysctls';

const SERVICE_RULES: readonly ServiceRule[] = [limits, keyConflicts, mountTargets, capabilities, sysctls, ociFragment];
const PROJECT_RULES: readonly ProjectRule[] = [definitionConflicts, ports, containerNames, health, addresses];

/** What the types of single values cannot say: keys that contradict each other, and services that do. */
export function checkRules(
  root: LocatedMap,
  services: LocatedMap,
  memo: Memo<Located, readonly PlacedProblem[]>,
): PlacedProblem[] {
  const own = [...services.entries.values()].flatMap(({ key, value }) =>
    memo.get(value, [key], () => SERVICE_RULES.flatMap((rule) => rule(value, key))),
  );
  return [...own, ...PROJECT_RULES.flatMap((rule) => rule(services, root))];
}
