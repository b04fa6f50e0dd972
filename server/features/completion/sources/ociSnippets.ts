import { CompletionItemKind } from 'vscode-languageserver/node';
import { stringify } from 'yaml';
import { CONFIG_TYPE } from '../../../../spec/oci/vocabulary/configKeys';
import { OCI_CONFIG } from '../snippets/ociConfig';
import type { Place, Source } from '../Source';

/** In JSON with its brackets, or without where they are there already. */
function linesAt({ context, cursor }: Place): string[] {
  const isJson = /\.json$/i.test(context.document.path);
  if (!isJson) return stringify(OCI_CONFIG, { flowCollectionPadding: true }).trimEnd().split('\n');
  const lines = JSON.stringify(OCI_CONFIG, null, 2).split('\n');
  return cursor.style === 'flow' ? lines.slice(1, -1).map((line) => line.slice(2)) : lines;
}

/** A whole config where there is none yet. */
export const ociSnippets: Source = (place) => {
  const { context, cursor } = place;
  if (context.document.type !== CONFIG_TYPE || cursor.path.length > 0 || cursor.siblings.size > 0 || cursor.quote) return [];
  return [
    {
      label: 'OCI runtime config',
      kind: CompletionItemKind.Snippet,
      insert: { kind: 'lines', lines: linesAt(place), below: [], edits: [] },
      about: { text: 'A whole config to begin with: the process, its root, the usual mounts and namespaces.' },
      order: '5',
    },
  ];
};
