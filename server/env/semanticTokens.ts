import type { SemanticTokens, SemanticTokensParams, SemanticTokensRangeParams } from 'vscode-languageserver/node';
import type { EnvDocument } from '../documents/EnvDocument';
import type { Feature } from '../features/Feature';
import { DECLARATION, encoded } from '../features/tokens';
import type { Token } from '../features/tokens';

const tokensOf = (document: EnvDocument): Token[] =>
  document.places
    .filter(({ file }) => file === document.path)
    .map(({ range, isDefinition }) => ({
      range: document.rangeOfOffsets(range),
      type: 'macro',
      modifiers: isDefinition ? DECLARATION : 0,
    }));

export const semanticTokens: Feature<SemanticTokensParams, SemanticTokens, EnvDocument> = ({ document }, _, cancel) =>
  encoded(tokensOf(document), cancel);

export const semanticTokensInRange: Feature<SemanticTokensRangeParams, SemanticTokens, EnvDocument> = (
  { document },
  { range },
  cancel,
) => encoded(tokensOf(document), cancel, range);
