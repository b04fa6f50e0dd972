import { CompletionItemKind } from 'vscode-languageserver/node';
import { alternatives } from '../../../../spec/compose/check/checkProjectTree';
import type { Section } from '../../../../spec/compose/vocabulary/ValueType';
import { valueAt } from '../../../../spec/yaml/Located';
import { textValue } from '../Source';
import type { Candidate, Insertion, Place, Source } from '../Source';

/** Names defined in this file; a service is not offered to itself. */
function namesIn({ context, cursor }: Place, section: Section): string[] {
  const node = valueAt(context.document.root, section);
  if (node?.kind !== 'map') return [];
  const own = section === 'services' && cursor.path[0] === 'services' ? cursor.path[1] : undefined;
  return [...node.entries.keys()].filter((name) => name !== own && !name.startsWith('x-'));
}

function named(place: Place, section: Section, insert: (name: string) => Insertion, prefix = ''): Candidate[] {
  return namesIn(place, section).map((name) => ({
    label: prefix + name,
    kind: CompletionItemKind.Reference,
    insert: insert(prefix + name),
  }));
}

/** Names of services, networks, … where one is meant; volumes as the beginning of a mount. */
export const references: Source = (place) =>
  alternatives(place.type).flatMap((option): Candidate[] => {
    if (option.kind === 'reference') return named(place, option.to, textValue);
    if (option.kind === 'volume')
      return named(place, 'volumes', (name) => ({ kind: 'value', text: `${name}:`, isText: true, isOpen: true }));
    return option.kind === 'string' && option.source === 'joinable' ? named(place, 'services', textValue, 'service:') : [];
  });

/** Under `depends_on` or `networks` of a service, keys are names of the project; under `services` itself they are new. */
export const namesAsKeys: Source = (place) =>
  place.cursor.path.length < 2
    ? []
    : alternatives(place.type).flatMap((option) =>
        option.kind === 'dict' && option.keys ? named(place, option.keys, (key) => ({ kind: 'key', key, type: option.of })) : [],
      );
