import { basename } from 'node:path';
import { MarkupKind } from 'vscode-languageserver/node';
import type { Hover, HoverParams } from 'vscode-languageserver/node';
import type { EnvDocument } from '../documents/EnvDocument';
import type { Feature } from '../features/Feature';
import { describeVariable } from '../features/hover/describeVariable';
import { variableHere } from './names';

/** What a variable comes to, and which files of the project use it. */
function usesOf(document: EnvDocument, uses: readonly { file: string }[]): string | undefined {
  const others = uses.filter(({ file }) => file !== document.path);
  if (!document.project) return undefined;
  const files = [...new Set(others.map(({ file }) => `\`${basename(file)}\``))];
  return files.length === 0 ? 'No file of the project uses it.' : `Used ${others.length} × in ${files.join(', ')}.`;
}

export const hover: Feature<HoverParams, Hover, EnvDocument> = ({ document }, { position }) => {
  const found = variableHere(document, position);
  if (!found) return undefined;
  const { here, all } = found;
  const uses = all.filter(({ isDefinition }) => !isDefinition);
  const parts = [describeVariable(here.name, document.values, document, basename(document.path)), usesOf(document, uses)];
  const value = parts.filter((part) => part !== undefined).join('  \n');
  return { contents: { kind: MarkupKind.Markdown, value }, range: document.rangeOfOffsets(here.range) };
};
