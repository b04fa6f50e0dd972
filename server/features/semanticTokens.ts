import { SemanticTokensBuilder } from 'vscode-languageserver/node';
import type { SemanticTokens, SemanticTokensLegend, SemanticTokensParams } from 'vscode-languageserver/node';
import type { Section } from '../../spec/compose/vocabulary/ValueType';
import { rangeInFile } from '../../spec/yaml/Located';
import type { Located } from '../../spec/yaml/Located';
import type { SpecDocument } from '../documents/SpecDocument';
import type { Feature } from './Feature';

const TYPES = ['class', 'namespace', 'variable', 'macro'] as const;
const DECLARATION = 1;

export const SEMANTIC_LEGEND: SemanticTokensLegend = { tokenTypes: [...TYPES], tokenModifiers: ['declaration'] };

const TYPE_OF: Readonly<Record<Section, (typeof TYPES)[number]>> = {
  services: 'class',
  networks: 'namespace',
  volumes: 'variable',
  secrets: 'variable',
  configs: 'variable',
  models: 'variable',
};

interface Token {
  start: number;
  length: number;
  type: (typeof TYPES)[number];
  modifiers: number;
}

/** Names of variables, `$$` left out: it is a dollar sign. */
const VARIABLE = /\$(?:\$|\{?([a-zA-Z_]\w*))/g;
const MAX_TOKENS = 20_000;

function variablesIn(document: SpecDocument): Token[] {
  const tokens: Token[] = [];
  const visit = (node: Located): void => {
    if (tokens.length >= MAX_TOKENS) return;
    if (node.kind === 'seq') node.items.forEach(visit);
    else if (node.kind === 'map') for (const { value } of node.entries.values()) visit(value);
    else if (node.isInterpolated && document.isHere(node)) {
      const [start, end] = rangeInFile(node);
      for (const { index, 0: whole, 1: name } of document.text.slice(start, end).matchAll(VARIABLE))
        if (name !== undefined)
          tokens.push({ start: start + index + whole.length - name.length, length: name.length, type: 'macro', modifiers: 0 });
    }
  };
  if (document.root) visit(document.root);
  return tokens;
}

function namesIn(document: SpecDocument): Token[] {
  return document.occurrences
    .filter(({ file }) => file === document.path)
    .map(({ section, isDefinition, range: [start, end] }) => ({
      start,
      length: end - start,
      type: TYPE_OF[section],
      modifiers: isDefinition ? DECLARATION : 0,
    }));
}

/** Names of the project and of variables: what a grammar for YAML cannot know. */
export const semanticTokens: Feature<SemanticTokensParams, SemanticTokens> = ({ document }, _, token) => {
  const tokens = [...namesIn(document), ...variablesIn(document)].sort((a, b) => a.start - b.start);
  const builder = new SemanticTokensBuilder();
  let end = 0;
  for (const { start, length, type, modifiers } of tokens) {
    if (token.isCancellationRequested) return undefined;
    // A fragment that several services merge is visited with each.
    if (start < end) continue;
    const { line, character } = document.rangeOfOffsets([start, start]).start;
    builder.push(line, character, length, TYPES.indexOf(type), modifiers);
    end = start + length;
  }
  return builder.build();
};
