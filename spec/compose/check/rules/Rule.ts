import type { Code } from '../../../codes';
import type { PlacedProblem } from '../../../Problem';
import type { Located, LocatedEntry, LocatedMap, Place } from '../../../yaml/Located';

/** One service of the merged project, in canonical form. What it says depends on nothing else, so it is remembered. */
export type ServiceRule = (service: Located, name: string, entry: LocatedEntry) => PlacedProblem[];

/** The whole project: for what services say together. */
export type ProjectRule = (services: LocatedMap, root: LocatedMap) => PlacedProblem[];

export function problem(
  code: Code,
  { origin, range }: Place,
  message: string,
  severity: PlacedProblem['severity'] = 'error',
): PlacedProblem {
  return { code, severity, message, place: { origin, range } };
}
