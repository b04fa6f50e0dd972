import { dirname } from 'node:path';
import { hostFindings } from '../host/hostRules';
import { jsonFault } from '../json/jsonSyntax';
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
  { path, text, root, problems }: ParsedYaml & { path: string; text: string },
  { facts, kindOf }: HostView,
  settings: CheckSettings,
): Problem[] {
  const found = root ? checkOciConfig(root, kindOf && { kindOf }) : [];
  // What reads a file of that name reads JSON alone. The only one that reading so could take too long for is refused already.
  const isJson = path.endsWith('.json') && !problems.some(({ code }) => code === 'yaml-limit' || code === 'yaml-too-large');
  const fault = isJson ? jsonFault(text, { file: path, baseDir: dirname(path), start: 0 }) : undefined;
  const ofText = fault ? [fault, ...problems.filter(({ code }) => code !== 'yaml-syntax')] : problems;
  const ofHost = root && facts ? hostFindings(asksOfConfig(root), facts) : [];
  return judged([...ofText, ...found, ...ofHost].map(settle), text, settings);
}
