import type { CancellationToken, Range, SemanticTokens, SemanticTokensLegend } from 'vscode-languageserver/node';
import { SemanticTokensBuilder } from 'vscode-languageserver/node';

const TYPES = ['class', 'namespace', 'variable', 'macro', 'keyword', 'property', 'enumMember', 'label'] as const;

export type TokenType = (typeof TYPES)[number];

/** A server has one legend, whatever kind of document it is asked about. */
export const SEMANTIC_LEGEND: SemanticTokensLegend = { tokenTypes: [...TYPES], tokenModifiers: ['declaration'] };

export const DECLARATION = 1;
const MAX_TOKENS = 20_000;

/** A place of a document that means more than a grammar can tell. */
export interface Token {
  range: Range;
  type: TokenType;
  modifiers: number;
}

const isWithin = ({ start, end }: Range, part: Range): boolean => end.line >= part.start.line && start.line <= part.end.line;

/** As the protocol wants them, of a part or of all. A token has one line and a letter at least, and none stands in another: a fragment may have been visited twice. */
export function encoded(tokens: readonly Token[], cancel: CancellationToken, part?: Range): SemanticTokens | undefined {
  const inOrder = tokens
    .filter(({ range }) => !part || isWithin(range, part))
    .filter(({ range: { start, end } }) => start.line === end.line && start.character < end.character)
    .sort(({ range: { start: a } }, { range: { start: b } }) => a.line - b.line || a.character - b.character);
  const builder = new SemanticTokensBuilder();
  let last = { line: 0, character: 0 };
  for (const { range, type, modifiers } of inOrder.slice(0, MAX_TOKENS)) {
    if (cancel.isCancellationRequested) return undefined;
    const { start, end } = range;
    if (start.line === last.line && start.character < last.character) continue;
    builder.push(start.line, start.character, end.character - start.character, TYPES.indexOf(type), modifiers);
    last = end;
  }
  // Without the id that its builder gives it: no difference to an earlier answer can be asked for.
  return { data: builder.build().data };
}
