import type { PlacedProblem } from '../../Problem';
import type { LocatedMap } from '../../yaml/Located';
import { addresses } from './rules/addresses';
import { containerNames } from './rules/containerNames';
import { health } from './rules/health';
import { definitionConflicts } from './rules/keyConflicts';
import { ports } from './rules/ports';
import type { ProjectRule } from './rules/Rule';
import { subnets } from './rules/subnets';

const PROJECT_RULES: readonly ProjectRule[] = [definitionConflicts, ports, containerNames, health, addresses, subnets];

/** What services say together. */
export function checkRules(root: LocatedMap, services: LocatedMap): PlacedProblem[] {
  return PROJECT_RULES.flatMap((rule) => rule(services, root));
}
