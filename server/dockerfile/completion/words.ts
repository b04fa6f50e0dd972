import { CompletionItemKind } from 'vscode-languageserver/node';
import type { CompletionItem } from 'vscode-languageserver/node';
import { PLATFORM_VARIABLES } from '../../../spec/dockerfile/vocabulary/buildVariables';
import { pairsOf } from '../../../spec/dockerfile/pairs';
import { BASE_IMAGES } from '../../../spec/image/usualImages';
import { SIGNAL_WORDS } from '../../../spec/words/signals';
import type { Cursor } from '../cursor';
import { valuesOf } from './Offer';

/** Those above in the file; in a FROM line those before the first FROM, and the platforms. */
export function variableItems({ file, instruction }: Cursor): CompletionItem[] {
  const isFrom = instruction?.keyword === 'FROM';
  const declaring = isFrom ? file.preamble : file.instructions.slice(0, -1);
  const declared = declaring
    .filter(({ keyword }) => keyword === 'ARG' || keyword === 'ENV')
    .flatMap((one) =>
      pairsOf(one, file.escape).map(({ name, value }) => [name, value === undefined ? one.keyword : `${one.keyword} = ${value}`]),
    );
  const all = new Map([...(isFrom ? Object.entries(PLATFORM_VARIABLES) : []), ...(declared as [string, string][])]);
  return [...all].map(([label, detail]) => ({ label, kind: CompletionItemKind.Variable, detail }));
}

export function stageItems({ file }: Cursor): CompletionItem[] {
  const above = file.stages.slice(0, -1);
  return above.flatMap(({ name, image }) =>
    name ? [{ label: name.text, kind: CompletionItemKind.Class, detail: `stage from ${image?.text ?? ''}` }] : [],
  );
}

/** Of the engine, as far as that is known by now, and those that most images are made from. */
export const imageItems = (references: readonly string[]): CompletionItem[] => [
  ...references.map((label) => ({ label, kind: CompletionItemKind.Value, detail: 'image of the engine' })),
  ...BASE_IMAGES.filter((name) => !references.includes(name)).map((label) => ({
    label,
    kind: CompletionItemKind.Value,
    detail: 'of Docker Hub',
  })),
];

const WORD_ITEMS: Readonly<Record<string, (cursor: Cursor) => CompletionItem[]>> = {
  FROM: (cursor) => {
    if (cursor.index === 0)
      return [...stageItems(cursor), { label: 'scratch', kind: CompletionItemKind.Class, detail: 'nothing' }];
    return cursor.index === 1 ? [{ label: 'AS', kind: CompletionItemKind.Keyword, insertText: 'AS ' }] : [];
  },
  HEALTHCHECK: ({ index }) => (index === 0 ? valuesOf(['CMD', 'NONE'], CompletionItemKind.Keyword) : []),
  STOPSIGNAL: ({ index }) =>
    index === 0
      ? Object.entries(SIGNAL_WORDS).map(([label, detail]) => ({ label, detail, kind: CompletionItemKind.Constant }))
      : [],
  EXPOSE: ({ typed }) => {
    const port = /^(\d+(?:-\d+)?)\//.exec(typed)?.[1];
    return port === undefined
      ? []
      : valuesOf(
          ['tcp', 'udp', 'sctp'].map((protocol) => `${port}/${protocol}`),
          CompletionItemKind.Value,
        );
  },
  ARG: ({ index }) =>
    index === 0
      ? Object.entries(PLATFORM_VARIABLES).map(([label, detail]) => ({ label, detail, kind: CompletionItemKind.Variable }))
      : [],
};

/** Of the instruction around, by the place among its arguments. */
export function wordItems(cursor: Cursor): CompletionItem[] {
  const keyword = cursor.instruction?.keyword ?? '';
  return Object.hasOwn(WORD_ITEMS, keyword) ? (WORD_ITEMS[keyword]?.(cursor) ?? []) : [];
}
