import type { SemanticTokens, SemanticTokensParams } from 'vscode-languageserver/node';
import type { Section } from '../../spec/compose/vocabulary/ValueType';
import { rangeInFile } from '../../spec/yaml/Located';
import type { Located } from '../../spec/yaml/Located';
import { tokensOf } from '../dockerfile/semanticTokens';
import type { SpecDocument } from '../documents/SpecDocument';
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

/** Names of variables, `$$` left out: it is a dollar sign. */
const VARIABLE = /\$(?:\$|\{?([a-zA-Z_]\w*))/g;
const MAX_VARIABLES = 20_000;

function variablesIn(document: SpecDocument): Token[] {
  const tokens: Token[] = [];
  const visit = (node: Located): void => {
    if (tokens.length >= MAX_VARIABLES) return;
    if (node.kind === 'seq') node.items.forEach(visit);
    else if (node.kind === 'map') for (const { value } of node.entries.values()) visit(value);
    else if (node.isInterpolated && document.isHere(node)) {
      const [start, end] = rangeInFile(node);
      for (const { index, 0: whole, 1: name } of document.text.slice(start, end).matchAll(VARIABLE)) {
        const last = start + index + whole.length;
        if (name !== undefined)
          tokens.push({ range: document.rangeOfOffsets([last - name.length, last]), type: 'macro', modifiers: 0 });
      }
    }
  };
  if (document.root) visit(document.root);
  return tokens;
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
export const semanticTokens: Feature<SemanticTokensParams, SemanticTokens> = ({ document }, _, cancel) =>
  encoded([...variablesIn(document), ...namesIn(document), ...document.dockerfiles.flatMap(tokensOf)], cancel);
