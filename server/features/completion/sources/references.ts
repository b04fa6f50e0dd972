import { dirname, resolve } from 'node:path';
import { CompletionItemKind } from 'vscode-languageserver/node';
import { alternatives } from '../../../../spec/compose/check/checkProjectTree';
import type { Section } from '../../../../spec/compose/vocabulary/ValueType';
import { textOf, valueAt } from '../../../../spec/yaml/Located';
import type { Located } from '../../../../spec/yaml/Located';
import { YamlFile } from '../../../../spec/yaml/YamlFile';
import { textValue } from '../Source';
import type { Candidate, Insertion, Place, Source } from '../Source';

/** The file that the services of `extends` are in, when it is another. */
function extendedFile({ context: { document }, cursor: { path } }: Place): string | undefined {
  const file = path.at(-2) === 'extends' ? textOf(valueAt(document.root, ...path.slice(0, -1), 'file')) : undefined;
  return file === undefined ? undefined : resolve(dirname(document.path), file);
}

/** The tree of a file, which is not part of the project as long as the service it is for is being typed. */
function rootOf({ document }: Place['context'], path: string): Located | undefined {
  const text = document.roots.has(path) ? undefined : document.readFile(path);
  return text === undefined ? document.roots.get(path) : new YamlFile(path, dirname(path)).parse(text).root;
}

/** Names defined in this file, or in the one that is meant; a service is not offered to itself. */
function namesIn(place: Place, section: Section): string[] {
  const { context, cursor } = place;
  const elsewhere = section === 'services' ? extendedFile(place) : undefined;
  const node = valueAt(elsewhere === undefined ? context.document.root : rootOf(context, elsewhere), section);
  // There without being defined.
  const implied = section === 'networks' ? ['default'] : [];
  if (node?.kind !== 'map') return implied;
  const isOwn = section === 'services' && cursor.path[0] === 'services' && elsewhere === undefined;
  const own = isOwn ? cursor.path[1] : undefined;
  return [...new Set([...node.entries.keys(), ...implied])].filter((name) => name !== own && !name.startsWith('x-'));
}

function named(place: Place, section: Section, insert: (name: string) => Insertion, prefix = ''): Candidate[] {
  return namesIn(place, section).map((name) => ({
    label: prefix + name,
    kind: CompletionItemKind.Reference,
    insert: insert(prefix + name),
    order: '1',
  }));
}

/** In the long form of a mount. */
const isVolumeSource = ([section, , key, item, last]: Place['cursor']['path']): boolean =>
  section === 'services' && key === 'volumes' && typeof item === 'number' && last === 'source';

/** Names of services, networks, … where one is meant; volumes as the beginning of a mount. */
export const references: Source = (place) =>
  alternatives(place.type).flatMap((option): Candidate[] => {
    if (option.kind === 'reference') return named(place, option.to, textValue);
    if (option.kind === 'volume')
      return named(place, 'volumes', (name) => ({ kind: 'value', text: `${name}:`, isText: true, isOpen: true }));
    if (isVolumeSource(place.cursor.path)) return named(place, 'volumes', textValue);
    const source = option.kind === 'string' ? option.source : undefined;
    if (source === 'service') return named(place, 'services', textValue);
    return source === 'joinable' ? named(place, 'services', textValue, 'service:') : [];
  });

/** Under `depends_on` or `networks` of a service, keys are names of the project; under `services` itself they are new. */
export const namesAsKeys: Source = (place) =>
  place.cursor.path.length < 2
    ? []
    : alternatives(place.type).flatMap((option) =>
        option.kind === 'dict' && option.keys ? named(place, option.keys, (key) => ({ kind: 'key', key, type: option.of })) : [],
      );
