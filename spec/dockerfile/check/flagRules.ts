import { closest } from '../../compose/check/closest';
import { parseDuration } from '../../compose/units';
import type { Flag, Instruction } from '../Dockerfile';
import { instructionSpec } from '../vocabulary/instructions';
import type { FlagKind } from '../vocabulary/InstructionSpec';
import { finding, isPlain } from './Rule';
import type { Finding, InstructionRule } from './Rule';

const isOctal = (text: string): boolean => /^0?[0-7]{1,4}$/.test(text);
const isSymbolicMode = (text: string): boolean =>
  text.length < 100 && /^[ugoa]*[-+=][rwxXst]*(,[ugoa]*[-+=][rwxXst]*)*$/.test(text);
const isChecksum = (text: string): boolean => /^(sha(256|384|512):[0-9a-f]{64,128}|[0-9a-f]{40,64})$/i.test(text);
const isPlatform = (text: string): boolean => /^[a-z0-9]+(\([^)]*\))?(\/[a-z0-9_]+){0,2}$/i.test(text);
const MILLISECOND = 1e6;

/** A duration as Go reads it, without days. */
function durationFault(value: string): string | undefined {
  const duration = /d/.test(value) ? undefined : parseDuration(value);
  if (duration === undefined) return 'is a time, as in 30s or 1m30s';
  return duration !== 0 && duration < MILLISECOND ? 'must be at least 1ms' : undefined;
}

/** What a value should be, when it is not. */
function faultOf(kind: FlagKind, value: string): string | undefined {
  if (typeof kind === 'object') return kind.oneOf.includes(value) ? undefined : `is one of ${kind.oneOf.join(', ')}`;
  switch (kind) {
    case 'boolean':
      return /^(true|false)$/i.test(value) ? undefined : 'is true or false';
    case 'duration':
      return durationFault(value);
    case 'count':
      return /^\d{1,9}$/.test(value) ? undefined : 'is a number';
    case 'mode':
      return isOctal(value) || isSymbolicMode(value) ? undefined : 'is a mode, as in 755 or u=rwX,go=rX';
    case 'checksum':
      return isChecksum(value) ? undefined : 'is a checksum, as in sha256:…, or a commit';
    case 'platform':
      return isPlatform(value) ? undefined : 'is a platform, as in linux/arm64';
    default:
      return undefined;
  }
}

function checkValue({ name, value, valueRange, nameRange }: Flag, kind: FlagKind): Finding[] {
  if (value === undefined || value === '') {
    if (kind === 'boolean' && value === undefined) return [];
    return [finding('dockerfile-flag-invalid', nameRange, `--${name} needs a value: --${name}=….`)];
  }
  const fault = isPlain(value) ? faultOf(kind, value) : undefined;
  return fault === undefined
    ? []
    : [finding('dockerfile-flag-invalid', valueRange, `--${name} ${fault}, not '${value.slice(0, 60)}'.`)];
}

function unknown({ keyword }: Instruction, { name, nameRange }: Flag, known: readonly string[]): Finding {
  const meant = closest(name, known)?.replace(/^/, '--');
  const advice = meant
    ? `did you mean ${meant}?`
    : known.length > 0
      ? `it knows ${known.map((one) => `--${one}`).join(', ')}.`
      : 'it has none.';
  return finding(
    'dockerfile-flag-unknown',
    nameRange,
    `${keyword} has no flag --${name.slice(0, 40)}; ${advice}`,
    'error',
    meant,
  );
}

export const flags: InstructionRule = (instruction) => {
  const spec = instructionSpec(instruction.keyword);
  if (!spec) return [];
  const known = spec.flags ?? {};
  const seen = new Set<string>();
  return instruction.flags.flatMap((flag) => {
    const flagSpec = Object.hasOwn(known, flag.name) ? known[flag.name] : undefined;
    if (!flagSpec) return [unknown(instruction, flag, Object.keys(known))];
    const isAgain = seen.has(flag.name) && flagSpec.isRepeatable !== true;
    seen.add(flag.name);
    const again = isAgain ? [finding('dockerfile-flag-duplicate', flag.range, `--${flag.name} is there twice.`)] : [];
    return [...again, ...checkValue(flag, flagSpec.kind)];
  });
};
