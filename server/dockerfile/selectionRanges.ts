import type { Position, SelectionRange, SelectionRangeParams } from 'vscode-languageserver/node';
import type { Instruction, Range } from '../../spec/dockerfile/Dockerfile';
import type { DockerfileDocument } from '../documents/DockerfileDocument';
import type { Feature } from '../features/Feature';
import { selectionChain } from '../features/selectionChain';
import { rangeOfStage } from './documentSymbols';

function within({ name, flags, words, json, heredocs, text, argumentsAt, trigger }: Instruction): Range[] {
  const all = text.rangeOf(argumentsAt, Math.max(argumentsAt, text.text.trimEnd().length));
  return [
    ...[all, name.range],
    ...flags.flatMap(({ range, valueRange }) => [range, valueRange]),
    ...(json ?? words).map(({ range }) => range),
    ...heredocs.map(({ body }) => body),
    ...(trigger ? [trigger.range, ...within(trigger)] : []),
  ];
}

/** Ranges around an offset from the outermost in, each inside the one before. */
function rangesAround(document: DockerfileDocument, offset: number): Range[] {
  const instruction = document.instructionAt(offset);
  const stage = document.file.stages.find(
    ({ from, instructions }) => instruction && [from, ...instructions].includes(instruction),
  );
  const candidates: Range[] = [
    [0, document.text.length],
    ...(stage ? [rangeOfStage(stage)] : []),
    ...(instruction ? [instruction.range, ...within(instruction)] : []),
  ];
  const around = candidates.filter(([start, end]) => start <= offset && offset <= end && start < end);
  return around
    .sort((a, b) => b[1] - b[0] - (a[1] - a[0]))
    .reduce<Range[]>((chain, range) => {
      const [start, end] = chain.at(-1) ?? range;
      const isInside = range[0] >= start && range[1] <= end && range[1] - range[0] < end - start;
      return chain.length === 0 || isInside ? [...chain, range] : chain;
    }, []);
}

export function selectionAt(document: DockerfileDocument, position: Position): SelectionRange {
  return selectionChain(document, position, rangesAround(document, document.offsetAt(position)));
}

export const selectionRanges: Feature<SelectionRangeParams, SelectionRange[], DockerfileDocument> = (
  { document },
  { positions },
) => positions.map((position) => selectionAt(document, position));
