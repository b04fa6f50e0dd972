import { dirname, join } from 'node:path';
import { CodeActionKind } from 'vscode-languageserver/node';
import type { CodeAction } from 'vscode-languageserver/node';
import { rangeInFile } from '../../../spec/yaml/Located';
import { isFlow } from '../../edits/removal';
import { stepsAt } from '../../edits/stepsAt';
import { workspaceEdit } from '../../edits/workspaceEdit';
import type { FeatureContext } from '../Feature';

const MAX_LENGTH = 1000;

/** `web` and `image` as WEB_IMAGE; a name in upper case, as variables have, stays what it is. */
function variableName(keys: readonly string[]): string {
  const last = keys.at(-1) ?? '';
  const words = /^[A-Z_][A-Z0-9_]*$/.test(last) ? last : keys.join('_');
  return words
    .toUpperCase()
    .replace(/[^A-Z0-9_]+/g, '_')
    .replace(/^(?=\d)/, '_');
}

/** As `.env` wants it: quotes where a sign could mean something. */
function dotEnvValue(text: string): string | undefined {
  if (/^[\w./:@%+,=-]*$/.test(text)) return text;
  return text.includes("'") || text.includes('\n') ? undefined : `'${text}'`;
}

/** A value of a service becomes a variable, whose value is written in `.env` beside the file. */
export function moveToEnv({ document, client }: FeatureContext, offset: number): CodeAction[] {
  const way = stepsAt(document, offset);
  const step = way.at(-1);
  if (way[0]?.entry?.key !== 'services' || way.length < 3 || step?.node.kind !== 'scalar' || !step.entry) return [];
  const { node } = step;
  const span = rangeInFile(node);
  const isWord = node.value !== null && node.source !== '' && !node.source.includes('$') && node.source.length <= MAX_LENGTH;
  const value = isWord ? dotEnvValue(node.source) : undefined;
  if (value === undefined || offset < span[0] || !document.isHere(node)) return [];
  const name = variableName(way.slice(1).flatMap(({ entry }) => entry?.key ?? []));
  const path = join(dirname(document.path), '.env');
  // A variable that is there already may mean something else.
  if (new RegExp(`^\\s*(export\\s+)?${name}\\s*[=:]`, 'm').test(document.readFile(path) ?? '')) return [];
  // Braces would be those of a mapping.
  const edits = [
    { range: document.rangeOfOffsets(span), newText: node.isQuoted || isFlow(document, step) ? `"\${${name}}"` : `\${${name}}` },
  ];
  const edit = workspaceEdit(document, client, { edits, append: { path, text: `${name}=${value}\n` } });
  return edit ? [{ title: `Move to .env as ${name}`, kind: CodeActionKind.RefactorExtract, edit }] : [];
}
