import { CompletionItemKind } from 'vscode-languageserver/node';
import { alternatives } from '../../../../spec/compose/check/checkProjectTree';
import { textValue } from '../Source';
import type { Source } from '../Source';

const KINDS = { c: 'character device', b: 'block device' };

/** Device nodes of the host. */
export const devices: Source = ({ context, cursor, type }) => {
  const isMeant = alternatives(type).some((option) => option.kind === 'string' && option.source === 'device');
  if (!isMeant || cursor.prefix.includes(':')) return [];
  return (context.host?.devices?.nodes ?? []).map(({ path, type: kind, major, minor }) => ({
    label: path,
    kind: CompletionItemKind.File,
    insert: textValue(path),
    about: { text: `${KINDS[kind]} ${major}:${minor}` },
  }));
};
