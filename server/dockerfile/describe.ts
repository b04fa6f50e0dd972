import type { Dockerfile, Instruction, Stage } from '../../spec/dockerfile/Dockerfile';
import { instructionSpec } from '../../spec/dockerfile/vocabulary/instructions';
import type { FlagSpec } from '../../spec/dockerfile/vocabulary/InstructionSpec';
import { MOUNT_TYPE_DOCS, MOUNT_TYPES, mountOption } from '../../spec/dockerfile/vocabulary/mountOptions';

const MAX_SHOWN = 500;

const fenced = (text: string): string => `\`\`\`dockerfile\n${text}\n\`\`\``;

/** The text about an instruction, for hover and completion. */
export function describeInstruction(keyword: string): string | undefined {
  const spec = instructionSpec(keyword);
  if (!spec) return undefined;
  const notes = spec.deprecated === undefined ? '' : `\n\nDeprecated: ${spec.deprecated}`;
  const example = spec.example === undefined ? '' : `\n\nExample: \`${spec.example}\``;
  return `${fenced(spec.forms.join('\n'))}\n${spec.doc}${notes}${example}`;
}

export function describeFlag({ doc, kind, isRepeatable }: FlagSpec): string {
  const values = typeof kind === 'object' ? `  \nOne of ${kind.oneOf.map((value) => `\`${value}\``).join(', ')}` : '';
  return `${doc}${values}${isRepeatable ? '  \nMay be there several times.' : ''}`;
}

export function describeMountOption(key: string): string | undefined {
  const known = mountOption(key);
  if (!known) return undefined;
  const { name, option } = known;
  const types = option.types ? `  \nFor mounts of type ${option.types.map((type) => `\`${type}\``).join(', ')}` : '';
  const values =
    name === 'type'
      ? MOUNT_TYPES.map((type) => `\n- \`${type}\`: ${MOUNT_TYPE_DOCS[type]}`).join('')
      : typeof option.kind === 'object'
        ? `  \nOne of ${option.kind.oneOf.map((value) => `\`${value}\``).join(', ')}`
        : '';
  return `${option.doc}${types}${values}`;
}

export function shownInstruction({ range }: Instruction, { text }: Pick<Dockerfile, 'text'>): string {
  const shown = text.slice(...range);
  return fenced(shown.length > MAX_SHOWN ? `${shown.slice(0, MAX_SHOWN)}…` : shown);
}

export function describeStage(stage: Stage, file: Pick<Dockerfile, 'text'>): string {
  const count = stage.instructions.length;
  return `Stage ${stage.index}, with ${count} instruction${count === 1 ? '' : 's'}\n${shownInstruction(stage.from, file)}`;
}
