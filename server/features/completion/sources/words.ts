import { CompletionItemKind } from 'vscode-languageserver/node';
import { alternatives } from '../../../../spec/compose/check/checkProjectTree';
import { scalar } from '../../../../spec/compose/vocabulary/ValueType';
import type { ValueSource } from '../../../../spec/compose/vocabulary/ValueType';
import { sysctlNamespace } from '../../../../spec/oci/sysctlRows';
import { isWordKind, wordsOf } from '../../../../spec/words/explainWord';
import type { WordKind } from '../../../../spec/words/explainWord';
import { textValue } from '../Source';
import type { Candidate, Insertion, Place, Source } from '../Source';

/** Names of a kind, those that only this kernel knows included. */
function namesOf(kind: WordKind, { context }: Place): string[] {
  const known = Object.keys(wordsOf(kind));
  if (kind !== 'sysctl') return known;
  const here = (context.host?.sysctls ?? []).filter((name) => sysctlNamespace(name) !== undefined);
  return [...new Set([...known, ...here])];
}

function candidates(source: ValueSource | undefined, place: Place, insert: (name: string) => Insertion): Candidate[] {
  if (source === undefined || !isWordKind(source)) return [];
  return namesOf(source, place).map((label) => ({
    label,
    kind: CompletionItemKind.Constant,
    insert: insert(label),
    about: { word: source, name: label },
  }));
}

/** Names of the kernel: capabilities, signals, sysctls, system calls. */
export const words: Source = (place) =>
  alternatives(place.type).flatMap((option) =>
    option.kind === 'string'
      ? candidates(option.source, place, (name) =>
          // `- name=value`
          option.source === 'sysctl' ? { kind: 'value', text: `${name}=`, isText: true, isOpen: true } : textValue(name),
        )
      : [],
  );

export const wordsAsKeys: Source = (place) =>
  alternatives(place.type).flatMap((option) =>
    option.kind === 'dict' ? candidates(option.keySource, place, (key) => ({ kind: 'key', key, type: scalar })) : [],
  );
