import { CompletionItemKind } from 'vscode-languageserver/node';
import { alternatives } from '../../../../spec/compose/check/checkProjectTree';
import type { Meanings } from '../../../../spec/compose/vocabulary/ValueType';
import { orderOf } from '../order';
import { textValue } from '../Source';
import type { Candidate, Place, Source } from '../Source';

const KINDS = { c: 'character device', b: 'block device' };

const PERMISSIONS: Meanings = {
  rwm: 'Reading, writing and making the node; so it is without them.',
  rw: 'Reading and writing.',
  r: 'Reading alone.',
};

/** Behind the path of the host, the same in the container; behind both, what may be done. */
function further({ cursor }: Place): Candidate[] {
  const [host = '', target, permissions] = cursor.prefix.split(':');
  const part = (label: string, typed: string, text: string, index: number): Candidate => ({
    label,
    kind: CompletionItemKind.Value,
    insert: { kind: 'part', text: label, column: cursor.column + cursor.prefix.length - typed.length },
    about: { text },
    order: orderOf(index),
  });
  if (permissions !== undefined)
    return Object.entries(PERMISSIONS).map(([label, text], index) => part(label, permissions, text, index));
  return target === undefined ? [] : [part(host, target, 'The same path as on the host.', 0)];
}

/** Device nodes of the host. */
export const devices: Source = (place) => {
  const { context, cursor, type } = place;
  const isMeant = alternatives(type).some((option) => option.kind === 'string' && option.source === 'device');
  if (!isMeant) return [];
  if (cursor.prefix.includes(':')) return further(place);
  return (context.host?.devices?.nodes ?? []).map(({ path, type: kind, major, minor }) => ({
    label: path,
    kind: CompletionItemKind.File,
    insert: textValue(path),
    about: { text: `${KINDS[kind]} ${major}:${minor}` },
  }));
};
