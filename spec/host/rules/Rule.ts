import type { Code } from '../../codes';
import type { PlacedProblem, Problem } from '../../Problem';
import type { Ask, HostAsks } from '../HostAsks';
import type { HostFacts } from '../HostFacts';

/** One topic: what of the asks this host cannot give. A fact that is missing, as in an older profile, decides nothing. */
export type HostRule = (asks: HostAsks, facts: HostFacts) => PlacedProblem[];

export function finding(
  { place }: Ask<unknown>,
  code: Code,
  message: string,
  severity: Problem['severity'] = 'warning',
): PlacedProblem {
  return { code, severity, message, place };
}
