import type { SemanticTokens, SemanticTokensParams, SemanticTokensRangeParams } from 'vscode-languageserver/node';
import type { Instruction, Range } from '../../spec/dockerfile/Dockerfile';
import { mountFields } from '../../spec/dockerfile/mounts';
import { instructionSpec } from '../../spec/dockerfile/vocabulary/instructions';
import type { DockerfileDocument } from '../documents/DockerfileDocument';
import type { Feature } from '../features/Feature';
import { DECLARATION, encoded } from '../features/tokens';
import type { Token, TokenType } from '../features/tokens';

interface Place {
  range: Range;
  type: TokenType;
  modifiers: number;
}

const token = (type: TokenType, range: Range, modifiers = 0): Place => ({ type, range, modifiers });

function ofInstruction(instruction: Instruction): Place[] {
  const { keyword, name, words, flags, text, heredocs, trigger } = instruction;
  if (!instructionSpec(keyword)) return [];
  const word = (index: number): Place[] => words.slice(index, index + 1).map(({ range }) => token('keyword', range));
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

export function tokensOf(document: DockerfileDocument): Token[] {
  const { file, names } = document;
  const places = [
    ...names.map(({ kind, isDefinition, range }) =>
      token(kind === 'stage' ? 'class' : 'variable', range, isDefinition ? DECLARATION : 0),
    ),
    ...file.instructions.flatMap(ofInstruction),
    ...file.directives.map(({ nameRange }) => token('macro', nameRange)),
  ];
  return places.map(({ range, ...place }) => ({ ...place, range: document.rangeOfOffsets(range) }));
}

export const semanticTokens: Feature<SemanticTokensParams, SemanticTokens, DockerfileDocument> = ({ document }, _, cancel) =>
  encoded(tokensOf(document), cancel);

export const semanticTokensInRange: Feature<SemanticTokensRangeParams, SemanticTokens, DockerfileDocument> = (
  { document },
  { range },
  cancel,
) => encoded(tokensOf(document), cancel, range);
