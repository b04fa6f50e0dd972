import type { HostFacts } from '../../host/HostFacts';
import { isKernelAtLeast } from '../../host/kernelVersion';
import type { OciSeccomp } from '../OciConfig';
import { isNatural, parseExactJson } from '../wholeNumber';
import { architecturesOf } from './defaultProfile';

type Rule = NonNullable<OciSeccomp['syscalls']>[number];
type Json = Record<string, unknown>;

export const MAX_PROFILE_BYTES = 1024 * 1024;
const ACTIONS = ['KILL', 'KILL_THREAD', 'KILL_PROCESS', 'TRAP', 'ERRNO', 'TRACE', 'ALLOW', 'LOG'].map(
  (name) => `SCMP_ACT_${name}`,
);
const OPERATORS = ['NE', 'LT', 'LE', 'EQ', 'GE', 'GT', 'MASKED_EQ'].map((name) => `SCMP_CMP_${name}`);

/** A system call has so many. */
const ARGUMENTS = [0, 1, 2, 3, 4, 5];

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const isStrings = (value: unknown): value is string[] => Array.isArray(value) && value.every((item) => typeof item === 'string');

/** What the conditions of rules are about. */
interface ProfileHost {
  kernel: HostFacts['kernel'];
  /** Of the container. */
  capabilities: readonly string[];
}

type Condition = (wanted: unknown, host: ProfileHost) => boolean | undefined;

const GO_ARCHITECTURES: Readonly<Record<string, string>> = { x86_64: 'amd64', aarch64: 'arm64', armv7l: 'arm', i686: '386' };
const hasArchitecture: Condition = (wanted, { kernel: { machine } }) =>
  isStrings(wanted) && wanted.length > 0 ? wanted.includes(GO_ARCHITECTURES[machine] ?? machine) : undefined;
const hasKernel: Condition = (wanted, { kernel: { release } }) =>
  typeof wanted === 'string' && wanted !== '' ? isKernelAtLeast(release, wanted) : undefined;

/** Docker's conditions of a rule; one that is not there decides nothing. */
const INCLUDES: Readonly<Record<string, Condition>> = {
  caps: (wanted, { capabilities }) => (isStrings(wanted) ? wanted.every((name) => capabilities.includes(name)) : undefined),
  arches: hasArchitecture,
  minKernel: hasKernel,
};
const EXCLUDES: Readonly<Record<string, Condition>> = {
  caps: (wanted, { capabilities }) => (isStrings(wanted) ? wanted.some((name) => capabilities.includes(name)) : undefined),
  arches: hasArchitecture,
  minKernel: hasKernel,
};

function applies({ includes, excludes }: Json, host: ProfileHost): boolean {
  const decide = (conditions: typeof INCLUDES, given: unknown): (boolean | undefined)[] =>
    isObject(given) ? Object.entries(conditions).map(([key, holds]) => holds(given[key], host)) : [];
  return !decide(INCLUDES, includes).includes(false) && !decide(EXCLUDES, excludes).includes(true);
}

function parseArguments(value: unknown): Rule['args'] | string {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || value.length > ARGUMENTS.length) return 'args is not a list of at most six conditions';
  const args: NonNullable<Rule['args']> = [];
  for (const item of value as unknown[]) {
    if (!isObject(item)) return 'a condition is no object';
    const { index, value, valueTwo = 0, op } = item;
    if (typeof index !== 'number' || !(index in ARGUMENTS)) return `a condition has no index from 0 to ${ARGUMENTS.length - 1}`;
    if (!isNatural(value) || !isNatural(valueTwo))
      return `value and valueTwo of argument ${index} have to be whole numbers of 64 bits`;
    if (typeof op !== 'string' || !OPERATORS.includes(op)) return `op '${String(op)}' is unknown`;
    args.push({ index, value, op, ...(item['valueTwo'] === undefined ? {} : { valueTwo }) });
  }
  return args.length > 0 ? args : undefined;
}

function parseRule(rule: Json): Rule | string {
  const names = isStrings(rule['names']) ? rule['names'] : typeof rule['name'] === 'string' ? [rule['name']] : undefined;
  if (!names) return 'a rule has no names';
  const action = rule['action'];
  if (typeof action !== 'string' || !ACTIONS.includes(action))
    return `action '${String(action)}' of ${names[0] ?? 'a rule'} is unknown`;
  const args = parseArguments(rule['args']);
  if (typeof args === 'string') return `${names[0] ?? 'a rule'}: ${args}`;
  const errnoRet = typeof rule['errnoRet'] === 'number' ? { errnoRet: rule['errnoRet'] } : {};
  return { names, action, ...errnoRet, ...(args ? { args } : {}) };
}

/** A profile given with the spec, in Docker's or the OCI's form. A text is returned for what is wrong with it. */
export function parseSeccompProfile(text: string, host: ProfileHost): OciSeccomp | string {
  if (text.length > MAX_PROFILE_BYTES) return 'it is larger than 1 MiB';
  let json: unknown;
  try {
    json = parseExactJson(text);
  } catch (error) {
    return `it is not JSON (${error instanceof Error ? error.message : String(error)})`;
  }
  if (!isObject(json)) return 'it is not a JSON object';
  const { defaultAction, defaultErrnoRet, syscalls, flags } = json;
  if (typeof defaultAction !== 'string' || !ACTIONS.includes(defaultAction))
    return `defaultAction '${String(defaultAction)}' is unknown`;
  const rules: Rule[] = [];
  for (const item of Array.isArray(syscalls) ? (syscalls as unknown[]) : []) {
    if (!isObject(item)) return 'syscalls has an entry that is no object';
    if (!applies(item, host)) continue;
    const rule = parseRule(item);
    if (typeof rule === 'string') return rule;
    rules.push(rule);
  }
  return {
    defaultAction,
    ...(typeof defaultErrnoRet === 'number' ? { defaultErrnoRet } : {}),
    architectures: isStrings(json['architectures']) ? json['architectures'] : architecturesOf(host.kernel.machine),
    ...(isStrings(flags) ? { flags } : {}),
    syscalls: rules,
  };
}
