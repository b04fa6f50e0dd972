import { CompletionItemKind } from 'vscode-languageserver/node';
import { alternatives } from '../../../../spec/compose/check/checkProjectTree';
import { textOf, valueAt } from '../../../../spec/yaml/Located';
import { USUAL_IMAGES } from '../../../../spec/image/usualImages';
import { textValue } from '../Source';
import type { Place, Source } from '../Source';

/** Images that other services of the file name. */
function namedHere({ context, cursor }: Place): string[] {
  const services = valueAt(context.document.root, 'services');
  if (services?.kind !== 'map') return [];
  return [...services.entries.values()].flatMap(({ key, value }) => {
    const image = key === cursor.path[1] ? undefined : textOf(valueAt(value, 'image'));
    return image ?? [];
  });
}

/** Images: those the engine has, the one that is built in, and those of the project. */
export const images: Source = (place) => {
  const isMeant = alternatives(place.type).some((option) => option.kind === 'string' && option.source === 'image');
  if (!isMeant) return [];
  const origins: [names: readonly string[], text: string, order: string][] = [
    [place.context.document.images(), 'The engine has it.', '0'],
    [['bulkhead.local/host'], 'Built in: the root filesystem of this host.', '1'],
    [namedHere(place), 'Another service uses it.', '2'],
    [USUAL_IMAGES, 'Of Docker Hub.', '3'],
  ];
  // Without a tag the same is meant.
  const seen = new Set<string>(place.context.document.images().map((name) => name.replace(/:latest$/, '')));
  return origins.flatMap(([names, text, order]) =>
    names
      .filter((name) => name !== '' && (order === '0' || !seen.has(name)) && seen.add(name))
      .map((label) => ({ label, kind: CompletionItemKind.Value, insert: textValue(label), about: { text }, order })),
  );
};
