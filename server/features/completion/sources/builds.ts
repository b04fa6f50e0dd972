import { CompletionItemKind } from 'vscode-languageserver/node';
import { buildsOf } from '../../../../spec/compose/builds';
import { Dockerfiles } from '../../../../spec/compose/Dockerfiles';
import { scalar } from '../../../../spec/compose/vocabulary/ValueType';
import type { Dockerfile } from '../../../../spec/dockerfile/Dockerfile';
import { pairsOf } from '../../../../spec/dockerfile/pairs';
import { textValue } from '../Source';
import type { Candidate, Place, Source } from '../Source';

/** The Dockerfile of the service at a place below a key of its `build`. */
function dockerfileAt({ context: { document }, cursor: { path } }: Place, key: string): Dockerfile | undefined {
  const [section, service, build, at] = path;
  if (section !== 'services' || build !== 'build' || at !== key) return undefined;
  const own = buildsOf(document.root).find((one) => one.service === service);
  return own && new Dockerfiles().of(own, (path) => document.readFile(path))?.file;
}

function argsAt(place: Place): { name: string; text: string }[] {
  const file = dockerfileAt(place, 'args');
  const args = file?.instructions.filter(({ keyword }) => keyword === 'ARG').flatMap((one) => pairsOf(one, file.escape)) ?? [];
  const byName = new Map(args.map(({ name, value }) => [name, value]).reverse() as [string, string | undefined][]);
  return [...byName]
    .reverse()
    .map(([name, value]) => ({ name, text: value === undefined ? 'Has no default.' : `Default: \`${value}\`` }));
}

/** Stages for `target`, and arguments in a list. */
export const buildValues: Source = (place) => {
  const stages = place.cursor.path.length === 4 ? (dockerfileAt(place, 'target')?.stages ?? []) : [];
  const ofStages = stages.flatMap(({ name, image }): Candidate[] =>
    name
      ? [
          {
            label: name.text,
            kind: CompletionItemKind.Class,
            insert: textValue(name.text),
            about: { text: `From \`${image?.text ?? ''}\`` },
          },
        ]
      : [],
  );
  const args = place.cursor.path.length === 5 ? argsAt(place) : [];
  const ofArgs = args.map(({ name, text }): Candidate => ({
    label: name,
    kind: CompletionItemKind.Variable,
    insert: { kind: 'value', text: `${name}=`, isText: true, isOpen: true },
    about: { text },
  }));
  return [...ofStages, ...ofArgs];
};

/** Arguments as keys. */
export const buildArgs: Source = (place) =>
  place.cursor.path.length === 4
    ? argsAt(place).map(({ name, text }) => ({
        label: name,
        kind: CompletionItemKind.Variable,
        insert: { kind: 'key', key: name, type: scalar },
        about: { text },
      }))
    : [];
