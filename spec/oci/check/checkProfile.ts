import { dirname } from 'node:path';
import { checkTree } from '../../compose/check/checkProjectTree';
import { jsonFault } from '../../json/jsonSyntax';
import type { PlacedProblem } from '../../Problem';
import { valueAt } from '../../yaml/Located';
import type { Located } from '../../yaml/Located';
import { YamlFile } from '../../yaml/YamlFile';
import { MAX_PROFILE_BYTES } from '../seccomp/customProfile';
import { unknownSystemCalls } from '../systemCallAsks';
import { PROFILE_TYPE } from '../vocabulary/profileKeys';
import { checkJsonScalar } from './checkJsonScalar';
import { checkCapabilityName } from './capabilityRules';
import { entriesOf, itemsOf, type RuleContext } from './Rule';
import { checkFilter } from './seccompRules';

export interface CheckedProfile {
  root: Located | undefined;
  problems: readonly PlacedProblem[];
}

/** More of one file helps nobody. */
const MAX_PROBLEMS = 500;

const MANNERS = { scalar: checkJsonScalar, unknownKey: 'warning', placeAdvice: () => '' } as const;

const originOf = (path: string): PlacedProblem['place']['origin'] => ({ file: path, baseDir: dirname(path), start: 0 });

/** `name` is older than `names`; a rule has one of them. */
function namesProblems(root: Located): PlacedProblem[] {
  return itemsOf(valueAt(root, 'syscalls')).flatMap((rule): PlacedProblem[] => {
    const found = entriesOf(rule).filter(({ key }) => key === 'name' || key === 'names').length;
    if (found === 1 || rule.kind !== 'map') return [];
    const message =
      found === 0 ? "A rule lacks the key 'names': it is for no system call." : 'A rule has both name and names: keep names.';
    return [{ code: 'oci-seccomp-names', severity: 'error', message, place: { origin: rule.origin, range: rule.range } }];
  });
}

function rulesOf(root: Located): PlacedProblem[] {
  const found: PlacedProblem[] = [];
  const report: RuleContext['report'] = (code, { origin, range }, message, severity = 'error') => {
    // That there is nobody to notify is said of the action itself.
    if (code !== 'oci-seccomp-notify') found.push({ code, severity, message, place: { origin, range } });
  };
  checkFilter(root, report);
  for (const rule of itemsOf(valueAt(root, 'syscalls')))
    for (const condition of ['includes', 'excludes'])
      for (const name of itemsOf(valueAt(rule, condition, 'caps'))) checkCapabilityName(name, report);
  return [...found, ...namesProblems(root), ...unknownSystemCalls(root)];
}

/** A profile of system calls in Docker's form, as a file by itself. */
export function checkProfile(path: string, text: string): CheckedProfile {
  if (text.length > MAX_PROFILE_BYTES) {
    const message = 'This file is not read: a seccomp profile has at most 1 MiB.';
    return {
      root: undefined,
      problems: [{ code: 'yaml-too-large', severity: 'error', message, place: { origin: originOf(path), range: [0, 1] } }],
    };
  }
  const { root, problems } = new YamlFile(path, dirname(path)).parse(text);
  // The only file that reading as JSON could take too long for.
  const isTooDeep = problems.some(({ code }) => code === 'yaml-limit');
  const fault = isTooDeep ? undefined : jsonFault(text, originOf(path));
  if (!root || fault) return { root, problems: fault ? [fault] : problems };
  const found = [...problems, ...checkTree(root, PROFILE_TYPE, MANNERS), ...rulesOf(root)];
  return { root, problems: found.slice(0, MAX_PROBLEMS) };
}
