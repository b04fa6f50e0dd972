import { CompletionItemKind } from 'vscode-languageserver/node';
import type { CompletionItem } from 'vscode-languageserver/node';
import { instructionSpec } from '../../../spec/dockerfile/vocabulary/instructions';
import type { FlagKind } from '../../../spec/dockerfile/vocabulary/InstructionSpec';
import {
  MOUNT_OPTIONS,
  MOUNT_TYPE_DOCS,
  MOUNT_TYPES,
  mountOption,
  optionsOf,
} from '../../../spec/dockerfile/vocabulary/mountOptions';
import type { MountType } from '../../../spec/dockerfile/vocabulary/mountOptions';
import type { Cursor } from '../cursor';
import { describeFlag } from '../describe';
import { inOrder, markdown, valuesOf } from './Offer';
import type { Offer } from './Offer';

export function flagItems({ instruction }: Cursor): CompletionItem[] {
  const used = new Set(instruction?.flags.map(({ name }) => name));
  return Object.entries(instructionSpec(instruction?.keyword ?? '')?.flags ?? {})
    .filter(([name, { isRepeatable }]) => isRepeatable || !used.has(name))
    .map(([name, spec]) => ({
      label: `--${name}`,
      kind: CompletionItemKind.Property,
      documentation: markdown(describeFlag(spec)),
      insertText: spec.kind === 'boolean' ? `--${name} ` : `--${name}=`,
    }));
}

const PLATFORMS = ['$BUILDPLATFORM', 'linux/amd64', 'linux/arm64', 'linux/arm/v7'];

const values = (labels: readonly string[]): CompletionItem[] => valuesOf(labels, CompletionItemKind.Value);

function mountValues(key: string, stages: CompletionItem[]): CompletionItem[] {
  if (key === 'type')
    return inOrder(MOUNT_TYPES.map((label) => ({ label, kind: CompletionItemKind.EnumMember, detail: MOUNT_TYPE_DOCS[label] })));
  if (key === 'from') return stages;
  const kind = mountOption(key)?.option.kind;
  if (typeof kind === 'object') return values(kind.oneOf);
  return kind === 'boolean' ? values(['true', 'false']) : [];
}

/** Within `type=cache,target=…`: the value behind the last `=`, or the options the type still has. */
function mountOffer(typed: string, stages: CompletionItem[]): Offer {
  const fields = typed.split(',');
  const current = fields.pop() ?? '';
  const [key = '', value] = current.split('=', 2);
  if (value !== undefined) return { items: mountValues(key, stages), typed: value };
  const given = new Set(fields.map((field) => mountOption(field.split('=', 1)[0] ?? '')?.name));
  const type = fields.find((field) => field.startsWith('type='))?.slice('type='.length) ?? 'bind';
  const known: MountType = MOUNT_TYPES.find((one) => one === type) ?? 'bind';
  // The type decides which others there are.
  const names = ['type', ...optionsOf(known).filter((name) => name !== 'type')];
  const items = names
    .filter((name) => !given.has(name))
    .map((name) => ({
      label: name,
      kind: CompletionItemKind.Property,
      detail: MOUNT_OPTIONS[name]?.doc ?? '',
      insertText: MOUNT_OPTIONS[name]?.kind === 'boolean' ? name : `${name}=`,
    }));
  return { items: inOrder(items), typed: current };
}

function plainItems(kind: FlagKind, stages: CompletionItem[]): CompletionItem[] {
  if (typeof kind === 'object') return values(kind.oneOf);
  if (kind === 'boolean') return values(['true', 'false']);
  if (kind === 'stage') return stages;
  return kind === 'platform' ? values(PLATFORMS) : [];
}

export function flagValueItems({ instruction, flag = '', typed }: Cursor, stages: CompletionItem[]): Offer | undefined {
  const kind = instructionSpec(instruction?.keyword ?? '')?.flags?.[flag]?.kind;
  if (kind === undefined) return undefined;
  return kind === 'mount' ? mountOffer(typed, stages) : { items: plainItems(kind, stages), typed };
}
