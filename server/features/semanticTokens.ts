import type { SemanticTokens, SemanticTokensParams, SemanticTokensRangeParams } from 'vscode-languageserver/node';
import type { Section } from '../../spec/compose/vocabulary/ValueType';
import { tokensOf } from '../dockerfile/semanticTokens';
import type { SpecDocument } from '../documents/SpecDocument';
import { variablesIn } from '../names/variables';
import type { Feature } from './Feature';
import { DECLARATION, encoded } from './tokens';
import type { Token, TokenType } from './tokens';

const TYPE_OF: Readonly<Record<Section, TokenType>> = {
  services: 'class',
  networks: 'namespace',
  volumes: 'variable',
  secrets: 'variable',
  configs: 'variable',
  models: 'variable',
};

function variablesOf(document: SpecDocument): Token[] {
  const places = document.root ? variablesIn(document.root, document.path, document.text) : [];
  return places.map(({ range }) => ({ range: document.rangeOfOffsets(range), type: 'macro', modifiers: 0 }));
}

function namesIn(document: SpecDocument): Token[] {
  return document.occurrences
    .filter(({ file }) => file === document.path)
    .map(({ section, isDefinition, range }) => ({
      range: document.rangeOfOffsets(range),
      type: TYPE_OF[section],
      modifiers: isDefinition ? DECLARATION : 0,
    }));
}

/** Names of the project and of variables, and Dockerfiles in the file: what a grammar for YAML cannot know. */
const allTokens = (document: SpecDocument): Token[] => [
  ...variablesOf(document),
  ...namesIn(document),
  ...document.dockerfiles.flatMap(tokensOf),
];

export const semanticTokens: Feature<SemanticTokensParams, SemanticTokens> = ({ document }, _, cancel) =>
  encoded(allTokens(document), cancel);

/** Of the part that is shown, before there are all. */
export const semanticTokensInRange: Feature<SemanticTokensRangeParams, SemanticTokens> = ({ document }, { range }, cancel) =>
  encoded(allTokens(document), cancel, range);
