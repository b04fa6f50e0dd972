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
  // What reads a file of that name reads JSON alone.
  const isJson = root && path.endsWith('.json') && problems.length === 0;
  const fault = isJson ? jsonFault(text, { file: path, baseDir: dirname(path), start: 0 }) : undefined;
  const ofHost = root && facts ? hostFindings(asksOfConfig(root), facts) : [];
  return judged([...problems, ...(fault ? [fault] : []), ...found, ...ofHost].map(settle), text, settings);
}
