import type { SignatureHelp, SignatureHelpParams } from 'vscode-languageserver/node';
import { instructionSpec } from '../../spec/dockerfile/vocabulary/instructions';
import type { DockerfileDocument } from '../documents/DockerfileDocument';
import type { Feature } from '../features/Feature';
import { cursorAt } from './cursor';
import type { Cursor } from './cursor';

/** The parts of a form behind its keyword, as offsets of the label. */
function partsOf(form: string): [number, number][] {
  return [...form.matchAll(/\S+/g)].slice(1).map(({ index, 0: part }) => [index, index + part.length]);
}

function activePart(form: string, parts: readonly [number, number][], { kind, index }: Cursor): number {
  const isFlag = (part: readonly [number, number]): boolean => form.startsWith('[--', part[0]);
  const flags = parts.filter(isFlag).length;
  return kind === 'flagName' || kind === 'flagValue' ? 0 : Math.min(flags + index, parts.length - 1);
}

export const signatureHelp: Feature<SignatureHelpParams, SignatureHelp, DockerfileDocument> = ({ document }, { position }) => {
  const cursor = cursorAt(document.text, document.offsetAt(position));
  const { instruction } = cursor;
  const spec = instruction && instructionSpec(instruction.keyword);
  if (!spec || cursor.kind === 'comment' || cursor.kind === 'keyword' || cursor.kind === 'heredoc') return undefined;
  const isList = instruction.text.text.charAt(instruction.argumentsAt) === '[';
  const activeSignature = Math.max(0, isList ? spec.forms.findIndex((form) => form.includes('["')) : 0);
  return {
    signatures: spec.forms.map((label) => {
      const parts = partsOf(label);
      return {
        label,
        documentation: spec.doc,
        parameters: parts.map((part) => ({ label: part })),
        activeParameter: activePart(label, parts, cursor),
      };
    }),
    activeSignature,
    activeParameter: activePart(spec.forms[activeSignature] ?? '', partsOf(spec.forms[activeSignature] ?? ''), cursor),
  };
};
