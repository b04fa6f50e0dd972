import { hostFindings } from '../host/hostRules';
import { asksOfConfig } from '../oci/asksOfConfig';
import { checkOciConfig } from '../oci/check/checkOciConfig';
import { settle } from '../Problem';
import type { Problem } from '../Problem';
import type { ParsedYaml } from '../yaml/YamlFile';
import { judged } from './composeFindings';
import type { HostView } from './hostProblems';
import type { CheckSettings } from './settings';

/** Everything to be said of one OCI runtime config: as editors show it and as `bulkhead check` prints it. */
export function ociFindings(
  { text, root, problems }: ParsedYaml & { text: string },
  { facts, kindOf }: HostView,
  settings: CheckSettings,
): Problem[] {
  const found = root ? checkOciConfig(root, kindOf && { kindOf }) : [];
  const ofHost = root && facts ? hostFindings(asksOfConfig(root), facts) : [];
  return judged([...problems, ...found, ...ofHost].map(settle), text, settings);
}
