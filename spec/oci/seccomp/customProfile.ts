import type { OciSeccomp } from '../OciConfig';
import { architecturesOf } from './defaultProfile';

type Rule = NonNullable<OciSeccomp['syscalls']>[number];
type Json = Record<string, unknown>;

export const MAX_PROFILE_BYTES = 1024 * 1024;
const ACTIONS = ['KILL', 'KILL_THREAD', 'KILL_PROCESS', 'TRAP', 'ERRNO', 'TRACE', 'ALLOW', 'LOG'].map(
  (name) => `SCMP_ACT_${name}`,
);
const OPERATORS = ['NE', 'LT', 'LE', 'EQ', 'GE', 'GT', 'MASKED_EQ'].map((name) => `SCMP_CMP_${name}`);

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const isStrings = (value: unknown): value is string[] => Array.isArray(value) && value.every((item) => typeof item === 'string');

/** Docker's conditions: a rule may be there only with (or without) a capability or on an architecture. */
function applies(rule: Json, capabilities: readonly string[], machine: string): boolean {
  const includes = isObject(rule['includes']) ? rule['includes'] : {};
  const excludes = isObject(rule['excludes']) ? rule['excludes'] : {};
  const goArch = { x86_64: 'amd64', aarch64: 'arm64', armv7l: 'arm', i686: '386' }[machine] ?? machine;
  if (isStrings(includes['caps']) && !includes['caps'].every((name) => capabilities.includes(name))) return false;
  if (isStrings(excludes['caps']) && excludes['caps'].some((name) => capabilities.includes(name))) return false;
  if (isStrings(includes['arches']) && !includes['arches'].includes(goArch)) return false;
  return !(isStrings(excludes['arches']) && excludes['arches'].includes(goArch));
}

function parseArguments(value: unknown): Rule['args'] | string {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || value.length > 6) return 'args is not a list of at most six conditions';
  const args: NonNullable<Rule['args']> = [];
  for (const item of value as unknown[]) {
    if (!isObject(item) || typeof item['index'] !== 'number' || typeof item['value'] !== 'number')
      return 'a condition has no index and value';
    if (typeof item['op'] !== 'string' || !OPERATORS.includes(item['op'])) return `op '${String(item['op'])}' is unknown`;
    const valueTwo = typeof item['valueTwo'] === 'number' ? { valueTwo: item['valueTwo'] } : {};
    args.push({ index: item['index'], value: item['value'], op: item['op'], ...valueTwo });
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
export function parseSeccompProfile(text: string, machine: string, capabilities: readonly string[]): OciSeccomp | string {
  if (text.length > MAX_PROFILE_BYTES) return 'it is larger than 1 MiB';
  let json: unknown;
  try {
    json = JSON.parse(text);
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
    if (!applies(item, capabilities, machine)) continue;
    const rule = parseRule(item);
    if (typeof rule === 'string') return rule;
    rules.push(rule);
  }
  return {
    defaultAction,
    ...(typeof defaultErrnoRet === 'number' ? { defaultErrnoRet } : {}),
    architectures: isStrings(json['architectures']) ? json['architectures'] : architecturesOf(machine),
    ...(isStrings(flags) ? { flags } : {}),
    syscalls: rules,
  };
}
