import type { CheckedProfile } from '../oci/check/checkProfile';
import { settle } from '../Problem';
import type { Problem } from '../Problem';
import { judged } from './composeFindings';
import type { CheckSettings } from './settings';

/** Everything to be said of one seccomp profile: as editors show it and as `bulkhead check` prints it. */
export function seccompFindings({ problems }: CheckedProfile, text: string, settings: CheckSettings): Problem[] {
  return judged(problems.map(settle), text, settings);
}
