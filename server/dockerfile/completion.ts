import { CompletionItemKind, CompletionItemTag, InsertTextMode, MarkupKind } from 'vscode-languageserver/node';
import type { CompletionItem, CompletionParams } from 'vscode-languageserver/node';
import { BUILD_CHECK_NAMES } from '../../spec/dockerfile/vocabulary/buildChecks';
import { PLATFORM_VARIABLES } from '../../spec/dockerfile/vocabulary/buildVariables';
import { DIRECTIVES } from '../../spec/dockerfile/vocabulary/directives';
import { INSTRUCTIONS, instructionSpec } from '../../spec/dockerfile/vocabulary/instructions';
import { pairsOf } from '../../spec/dockerfile/pairs';
import { SIGNAL_WORDS } from '../../spec/words/signals';
import type { DockerfileDocument } from '../documents/DockerfileDocument';
import type { Feature } from '../features/Feature';
import { cursorAt } from './cursor';
import type { Cursor } from './cursor';
import { describeFlag, describeInstruction } from './describe';
import { flagValueItems } from './flagValues';

/** What may be put at the cursor, and how much of what is typed it replaces. */
export interface Offer {
  items: CompletionItem[];
  typed: string;
}

const markdown = (value: string | undefined) => value && { kind: MarkupKind.Markdown, value };

function keywordItems({ file, instruction, typed }: Cursor): CompletionItem[] {
  const isLater = instruction !== undefined && file.instructions.at(-1)?.trigger === instruction;
  const hasFrom = file.stages.length > 0;
  const isLower =
    typed !== '' && typed === typed.toLowerCase() && file.instructions.every(({ name }) => name.text === name.text.toLowerCase());
  return Object.entries(INSTRUCTIONS)
    .filter(([keyword]) =>
      isLater ? !['FROM', 'MAINTAINER', 'ONBUILD'].includes(keyword) : hasFrom || keyword === 'FROM' || keyword === 'ARG',
    )
    .map(([keyword, spec]) => ({
      label: isLower ? keyword.toLowerCase() : keyword,
      kind: CompletionItemKind.Keyword,
      detail: spec.forms[0]?.slice(keyword.length + 1) ?? '',
      documentation: markdown(describeInstruction(keyword)),
      insertText: `${isLower ? keyword.toLowerCase() : keyword} `,
      ...(spec.deprecated === undefined ? {} : { tags: [CompletionItemTag.Deprecated], sortText: `~${keyword}` }),
    }));
}

function flagItems({ instruction }: Cursor): CompletionItem[] {
  const used = new Set(instruction?.flags.map(({ name }) => name));
  return Object.entries(instructionSpec(instruction?.keyword ?? '')?.flags ?? {})
    .filter(([name, { isRepeatable }]) => isRepeatable || !used.has(name))
    .map(([name, spec]) => ({
      label: `--${name}`,
      kind: CompletionItemKind.Property,
      documentation: markdown(describeFlag(spec)),
      insertText: spec.kind === 'boolean' ? `--${name} ` : `--${name}=`,
    }));
}

/** Those above in the file; in a FROM line those before the first FROM, and the platforms. */
function variableItems({ file, instruction }: Cursor): CompletionItem[] {
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

const valuesOf = (values: readonly string[], kind: CompletionItemKind): CompletionItem[] =>
  values.map((label) => ({ label, kind }));

function stageItems({ file }: Cursor): CompletionItem[] {
  const above = file.stages.slice(0, -1);
  return above.flatMap(({ name, image }) =>
    name ? [{ label: name.text, kind: CompletionItemKind.Class, detail: `stage from ${image?.text ?? ''}` }] : [],
  );
}

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

/** `# name=` while nothing but directives stands above, and the names of checks behind `check=skip=`. */
function directiveOffer({ file, typed }: Cursor): Offer | undefined {
  if (file.instructions.length > 0 || file.comments.length > file.directives.length + 1) return undefined;
  const list = /^#\s*check\s*=.*(?:skip|experimental)\s*=\s*(?:[^;]*,\s*)?([^;,\s]*)$/i.exec(typed);
  if (list) return { items: valuesOf(['all', ...BUILD_CHECK_NAMES], CompletionItemKind.Value), typed: list[1] ?? '' };
  if (!/^#\s*\w*$/.test(typed)) return undefined;
  const items = Object.entries(DIRECTIVES).map(([name, { doc, example }]) => ({
    label: example,
    filterText: `# ${name}`,
    kind: CompletionItemKind.Keyword,
    documentation: doc,
  }));
  return { items, typed };
}

function offerAt(cursor: Cursor): Offer | undefined {
  const { kind, typed, instruction } = cursor;
  if (kind === 'comment') return directiveOffer(cursor);
  const variable = /\$\{?(\w*)$/.exec(typed);
  if (variable) return { items: variableItems(cursor), typed: variable[1] ?? '' };
  switch (kind) {
    case 'keyword':
      return { items: keywordItems(cursor), typed };
    case 'flagName':
      return { items: flagItems(cursor), typed };
    case 'flagValue':
      return flagValueItems(cursor, stageItems(cursor));
    case 'word': {
      const flags = cursor.index === 0 && typed === '' ? flagItems(cursor) : [];
      const keyword = instruction?.keyword ?? '';
      const own = Object.hasOwn(WORD_ITEMS, keyword) ? (WORD_ITEMS[keyword]?.(cursor) ?? []) : [];
      return { items: [...own, ...flags], typed };
    }
    default:
      return undefined;
  }
}

export const completion: Feature<CompletionParams, CompletionItem[], DockerfileDocument> = ({ document }, { position }) => {
  const offset = document.offsetAt(position);
  const offer = offerAt(cursorAt(document.text, offset));
  if (!offer) return undefined;
  // A line is not left: what stands above it is no part of the word.
  const typed = offer.typed.slice(-position.character || offer.typed.length);
  const range = document.rangeOfOffsets([offset - (position.character === 0 ? 0 : typed.length), offset]);
  return offer.items.map(({ insertText, ...item }) => ({
    ...item,
    insertTextMode: InsertTextMode.asIs,
    textEdit: { range, newText: insertText ?? item.label },
  }));
};
