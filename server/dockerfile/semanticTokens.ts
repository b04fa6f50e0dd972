import { SemanticTokensBuilder } from 'vscode-languageserver/node';
import type { SemanticTokens, SemanticTokensLegend, SemanticTokensParams } from 'vscode-languageserver/node';
import type { Instruction, Range } from '../../spec/dockerfile/Dockerfile';
import { mountFields } from '../../spec/dockerfile/mounts';
import { instructionSpec } from '../../spec/dockerfile/vocabulary/instructions';
import type { DockerfileDocument } from '../documents/DockerfileDocument';
import type { Feature } from '../features/Feature';
import { SEMANTIC_LEGEND } from '../features/semanticTokens';

/** A server has one legend: that of specs, and behind it what only Dockerfiles have. */
export const DOCKERFILE_LEGEND: SemanticTokensLegend = {
  tokenTypes: [...SEMANTIC_LEGEND.tokenTypes, 'keyword', 'property', 'enumMember', 'label'],
  tokenModifiers: SEMANTIC_LEGEND.tokenModifiers,
};

const DECLARATION = 1;
const MAX_TOKENS = 20_000;

interface Token {
  range: Range;
  type: string;
  modifiers: number;
}

const token = (type: string, range: Range, modifiers = 0): Token => ({ type, range, modifiers });

function ofInstruction(instruction: Instruction): Token[] {
  const { keyword, name, words, flags, text, heredocs, trigger } = instruction;
  if (!instructionSpec(keyword)) return [];
  const word = (index: number): Token[] => words.slice(index, index + 1).map(({ range }) => token('keyword', range));
  return [
    token('keyword', name.range),
    ...(keyword === 'FROM' ? word(1) : keyword === 'HEALTHCHECK' ? word(0) : []),
    ...flags.map(({ nameRange }) => token('property', nameRange)),
    ...(keyword === 'RUN'
      ? flags.flatMap((flag) => mountFields(flag, text).map(({ keyRange }) => token('enumMember', keyRange)))
      : []),
    ...heredocs.flatMap(({ range, terminator }) =>
      [range, ...(terminator ? [terminator] : [])].map((one) => token('label', one)),
    ),
    ...(trigger ? ofInstruction(trigger) : []),
  ];
}

export const semanticTokens: Feature<SemanticTokensParams, SemanticTokens, DockerfileDocument> = ({ document }, _, cancel) => {
  const { file, names } = document;
  const tokens = [
    ...file.instructions.flatMap(ofInstruction),
    ...names.map(({ kind, isDefinition, range }) =>
      token(kind === 'stage' ? 'class' : 'variable', range, isDefinition ? DECLARATION : 0),
    ),
    ...file.directives.map(({ nameRange }) => token('macro', nameRange)),
  ].sort((a, b) => a.range[0] - b.range[0]);
  const builder = new SemanticTokensBuilder();
  let end = 0;
  for (const { range, type, modifiers } of tokens.slice(0, MAX_TOKENS)) {
    if (cancel.isCancellationRequested) return undefined;
    const { start, end: last } = document.rangeOfOffsets(range);
    // A token has one line, and none stands in another.
    if (range[0] < end || start.line !== last.line) continue;
    builder.push(start.line, start.character, range[1] - range[0], DOCKERFILE_LEGEND.tokenTypes.indexOf(type), modifiers);
    end = range[1];
  }
  // Without the id that its builder gives it: no difference to an earlier answer can be asked for.
  return { data: builder.build().data };
};
