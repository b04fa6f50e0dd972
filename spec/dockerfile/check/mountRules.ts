import { basename } from 'node:path';
import { closest } from '../../compose/check/closest';
import { parseBytes } from '../../compose/units';
import type { Flag } from '../Dockerfile';
import { mountFields } from '../mounts';
import type { MountField } from '../mounts';
import type { LogicalText } from '../parse/LogicalText';
import { isOfBuildah, MOUNT_OPTIONS, MOUNT_TYPES, mountOption } from '../vocabulary/mountOptions';
import type { MountType } from '../vocabulary/mountOptions';
import { finding, isPlain } from './Rule';
import type { Finding, InstructionRule } from './Rule';

const CODE = 'dockerfile-mount-invalid';

const isMountType = (text: string): text is MountType => (MOUNT_TYPES as readonly string[]).includes(text);

function valueFault(
  option: NonNullable<ReturnType<typeof mountOption>>['option'],
  { value, hasValue }: MountField,
): string | undefined {
  const { kind } = option;
  if (kind === 'boolean') return !hasValue || /^(true|false|0|1)$/i.test(value) ? undefined : 'is true or false';
  if (!hasValue || value === '') return 'needs a value';
  if (typeof kind === 'object') return kind.oneOf.includes(value) ? undefined : `is one of ${kind.oneOf.join(', ')}`;
  if (kind === 'mode') return /^0?[0-7]{1,4}$/.test(value) ? undefined : 'is a mode in octal, as in 0400';
  if (kind === 'count') return /^\d{1,10}$/.test(value) ? undefined : 'is a number';
  if (kind === 'bytes') return parseBytes(value) === undefined ? 'is a size, as in 64m' : undefined;
  return undefined;
}

/** The name says which builder a file is for; what only one of them has is right there, and will fail elsewhere. */
function checkOfBuildah({ writtenKey, keyRange }: MountField, path: string): Finding[] {
  if (/containerfile/i.test(basename(path))) return [];
  return [finding(CODE, keyRange, `Docker has no mount option '${writtenKey}'; only Podman and Buildah do.`, 'warning')];
}

function checkField(field: MountField, type: MountType, path: string): Finding[] {
  const known = mountOption(field.key);
  if (!known && isOfBuildah(field.key, type)) return checkOfBuildah(field, path);
  if (!known) {
    const meant = closest(field.key, Object.keys(MOUNT_OPTIONS));
    const advice = meant ? `; did you mean ${meant}?` : '.';
    return [finding(CODE, field.keyRange, `A mount has no option '${field.writtenKey.slice(0, 40)}'${advice}`, 'error', meant)];
  }
  const { name, option } = known;
  if (option.types && !option.types.includes(type)) {
    const message = `${name} is for mounts of type ${option.types.join(', ')}; this one is of type ${type}.`;
    return [finding(CODE, field.keyRange, message, 'warning')];
  }
  if (!isPlain(field.value)) return [];
  const fault = valueFault(option, field);
  if (fault === undefined) return [];
  const meant = typeof option.kind === 'object' ? closest(field.value, option.kind.oneOf) : undefined;
  return [finding(CODE, field.range, `${name} ${fault}.`, 'error', meant && `${field.key}=${meant}`)];
}

const NEEDS_TARGET: readonly MountType[] = ['bind', 'cache', 'tmpfs'];

function checkMount(flag: Flag, text: LogicalText, path: string): Finding[] {
  const fields = mountFields(flag, text);
  const typeField = fields.find(({ key }) => key === 'type');
  const type = typeField?.value ?? 'bind';
  if (typeField && !isMountType(type)) {
    if (!isPlain(type)) return [];
    const meant = closest(type, MOUNT_TYPES);
    const message = `There is no mount of type '${type.slice(0, 40)}'; there are ${MOUNT_TYPES.join(', ')}.`;
    return [finding(CODE, typeField.valueRange, message, 'error', meant)];
  }
  if (!isMountType(type)) return [];
  const hasTarget = fields.some(({ key }) => mountOption(key)?.name === 'target');
  const lacksTarget = NEEDS_TARGET.includes(type) && !hasTarget && fields.every(({ key }) => isPlain(key));
  return [
    ...fields.flatMap((field) => checkField(field, type, path)),
    ...(lacksTarget ? [finding(CODE, flag.valueRange, `A mount of type ${type} needs target=….`)] : []),
  ];
}

export const mounts: InstructionRule = ({ keyword, flags, text }, { path }) =>
  keyword === 'RUN'
    ? flags.filter(({ name, value }) => name === 'mount' && value).flatMap((flag) => checkMount(flag, text, path))
    : [];
