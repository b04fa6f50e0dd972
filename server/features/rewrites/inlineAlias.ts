import { CodeActionKind } from 'vscode-languageserver/node';
import type { CodeAction, TextEdit } from 'vscode-languageserver/node';
import { rangeInFile } from '../../../spec/yaml/Located';
import type { Located } from '../../../spec/yaml/Located';
import type { SpecDocument } from '../../documents/SpecDocument';
import { withoutAnchorAt } from '../../edits/anchors';
import { removalOf } from '../../edits/removal';
import { stepsIn } from '../../edits/stepsAt';
import { aliasesWithin, anchorAt, isAnchoredOnce } from '../../names/anchors';
import type { NamePlace } from '../../names/Occurrence';
import { slotOf } from '../../names/aliasSlot';
import type { AliasSlot } from '../../names/aliasSlot';
import { inlineMerge } from './inlineMerge';
import type { Merged } from './inlineMerge';
import { inlineValue } from './inlineValue';
import type { Replacement } from './inlineValue';

/** An anchor within would be there twice. */
const ANCHOR = /(^|[\s[{,])&\S/;
const ONLY_COMMENTS = /^(?:\s|#.*)*$/;

/** The value that is written directly behind an anchor. */
function anchored(document: SpecDocument, anchorEnd: number): Located | undefined {
  const visit = (node: Located): Located | undefined => {
    for (const step of stepsIn(document, node)) {
      const [start] = rangeInFile(step.node);
      if (start >= anchorEnd && document.isHere(step.node) && ONLY_COMMENTS.test(document.text.slice(anchorEnd, start)))
        return step.node;
      if (step.span[0] <= anchorEnd && anchorEnd <= step.span[1]) return visit(step.node);
    }
    return undefined;
  };
  return document.root && visit(document.root);
}

interface Alias {
  name: string;
  /** What it stands for. */
  value: Located;
  /** Offsets, with the sign. */
  range: readonly [number, number];
  /** The anchor and all its aliases. */
  all: readonly NamePlace[];
}

function aliasAt(document: SpecDocument, offset: number): Alias | undefined {
  const found = anchorAt(document, offset);
  const anchor = found?.all.find(({ isDefinition }) => isDefinition);
  if (!found || !anchor || found.here.isDefinition) return undefined;
  const value = anchored(document, anchor.range[1]);
  const [start, end] = found.here.range;
  return value && { name: anchor.name, value, range: [start - 1, end], all: found.all };
}

function merged(document: SpecDocument, alias: Alias, slot: Extract<AliasSlot, { kind: 'merge' }>): Replacement | undefined {
  const names = aliasesWithin(document, rangeInFile(slot.merge));
  const all = names.flatMap(({ range }): Merged[] => {
    const one = aliasAt(document, range[0]);
    return one?.value.kind === 'map' ? [{ ...one, value: one.value }] : [];
  });
  const index = all.findIndex(({ range }) => range[0] === alias.range[0]);
  return all.length === names.length ? inlineMerge(document, all, index, slot) : undefined;
}

/** What an alias stands for in its place: as a value, or as the keys of a mapping that is merged. */
export function inlineAlias(document: SpecDocument, offset: number): CodeAction[] {
  const alias = aliasAt(document, offset);
  const slot = alias && slotOf(document, alias.range[0]);
  if (!alias || !slot || !aliasesWithin(document, rangeInFile(alias.value)).every(({ name }) => isAnchoredOnce(document, name)))
    return [];
  const done = slot.kind === 'merge' ? merged(document, alias, slot) : inlineValue(document, alias.range, alias.value, slot);
  if (!done || ANCHOR.test(done.newText)) return [];
  const edit: TextEdit = { range: document.rangeOfOffsets(done.range), newText: done.newText };
  const title = `Write what *${alias.name} stands for`;
  const action = (text: string, edits: TextEdit[]): CodeAction => ({
    title: text,
    kind: CodeActionKind.RefactorInline,
    edit: { changes: { [document.uri]: edits } },
  });
  const isLast = alias.all.length === 2;
  const left = isLast ? withoutDefinition(document, alias) : undefined;
  return [action(title, [edit]), ...(left ? [action(`${title}, and remove ${left.what}`, [left.edit, edit])] : [])];
}

/** The fragment that nothing stands for any more; of what is used where it is written, the anchor. */
function withoutDefinition(document: SpecDocument, { value, name, all }: Alias): { what: string; edit: TextEdit } | undefined {
  const step = document.root && stepsIn(document, document.root).find(({ node }) => node === value);
  const key = step?.entry?.key ?? '';
  const hasAnchors = ANCHOR.test(document.text.slice(...rangeInFile(value)));
  const span = step && key.startsWith('x-') && !hasAnchors ? removalOf(document, [step]) : undefined;
  if (span) return { what: key, edit: { range: document.rangeOfOffsets(withBlankLine(document.text, span)), newText: '' } };
  const anchor = all.find(({ isDefinition }) => isDefinition);
  return anchor && { what: `&${name}`, edit: withoutAnchorAt(document, [anchor.range[0] - 1, anchor.range[1]]) };
}

/** The blank line behind it goes, too. */
function withBlankLine(text: string, [start, end]: readonly [number, number]): [number, number] {
  return [start, end + (/^[ \t]*\r?\n/.exec(text.slice(end, end + 80))?.[0].length ?? 0)];
}
