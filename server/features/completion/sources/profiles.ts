import { CompletionItemKind } from 'vscode-languageserver/node';
import { alternatives } from '../../../../spec/compose/check/checkProjectTree';
import { textOf, valueAt } from '../../../../spec/yaml/Located';
import { textValue } from '../Source';
import type { Source } from '../Source';

/** Profiles that services of the file have. */
export const profiles: Source = ({ context, cursor, type }) => {
  const services = valueAt(context.document.root, 'services');
  const isMeant = alternatives(type).some((option) => option.kind === 'string' && option.source === 'profile');
  if (!isMeant || services?.kind !== 'map') return [];
  const names = [...services.entries.values()].flatMap(({ key, value }) => {
    const list = valueAt(value, 'profiles');
    return list?.kind === 'seq' && key !== cursor.path[1] ? list.items.map((item) => textOf(item) ?? '') : [];
  });
  return [...new Set(names)]
    .filter((name) => name !== '')
    .map((label) => ({ label, kind: CompletionItemKind.Value, insert: textValue(label) }));
};
