import { CodeActionKind } from 'vscode-languageserver/node';
import type { CodeAction } from 'vscode-languageserver/node';
import { rangeInFile } from '../../../spec/yaml/Located';
import type { Located } from '../../../spec/yaml/Located';
import type { SpecDocument } from '../../documents/SpecDocument';
import { isBlock, rawText } from '../../edits/rawText';
import { stepsIn } from '../../edits/stepsAt';
import { anchorAt } from '../../names/anchors';

/** An anchor within would be there twice. */
const ANCHOR = /(^|[\s[{,])&\S/;

/** The value that is written directly behind an anchor. */
function anchored(document: SpecDocument, anchorEnd: number): Located | undefined {
  const visit = (node: Located): Located | undefined => {
    for (const step of stepsIn(document, node)) {
      const [start] = rangeInFile(step.node);
      if (start >= anchorEnd && document.isHere(step.node) && document.text.slice(anchorEnd, start).trim() === '')
        return step.node;
      if (step.span[0] <= anchorEnd && anchorEnd <= step.span[1]) return visit(step.node);
    }
    return undefined;
  };
  return document.root && visit(document.root);
}

/** `key: *alias` and `<<: *alias` alone on a line: the value itself in its place. */
export function inlineAlias(document: SpecDocument, offset: number): CodeAction[] {
  const found = anchorAt(document, offset);
  const anchor = found?.all.find(({ isDefinition }) => isDefinition);
  if (!found || !anchor || found.here.isDefinition) return [];
  const { line } = document.rangeOfOffsets(found.here.range).start;
  const text = document.lineAt(line);
  const match = /^( *)(\S.*): +\*\S+\s*$/.exec(text);
  const value = anchored(document, anchor.range[1]);
  const indent = match?.[1]?.length ?? 0;
  if (!match || !value) return [];
  const newText =
    match[2] === '<<'
      ? entriesText(document, value, indent, offset)
      : valueText(document, value, text.replace(/\*\S+\s*$/, '').trimEnd(), indent);
  if (newText === undefined || ANCHOR.test(newText)) return [];
  const range = { start: { line, character: 0 }, end: { line, character: text.length } };
  const title = `Write what *${anchor.name} stands for`;
  return [{ title, kind: CodeActionKind.RefactorInline, edit: { changes: { [document.uri]: [{ range, newText }] } } }];
}

function valueText(document: SpecDocument, value: Located, head: string, indent: number): string {
  if (!isBlock(document, value)) return `${head} ${rawText(document, rangeInFile(value), indent)}`;
  const column = indent + 2;
  return `${head}\n${' '.repeat(column)}${rawText(document, rangeInFile(value), column)}`;
}

/** Entries that the mapping does not have itself. */
function entriesText(document: SpecDocument, value: Located, indent: number, offset: number): string | undefined {
  const steps = stepsIn(document, value);
  // What the fragment itself merges is no entry that is written in it.
  if (value.kind !== 'map' || !isBlock(document, value) || steps.length !== value.entries.size || steps.length === 0)
    return undefined;
  const own = ownKeys(document, offset);
  const added = steps.filter(({ entry }) => entry && !own.has(entry.key));
  return added.map(({ span }) => ' '.repeat(indent) + rawText(document, span, indent)).join('\n');
}

function ownKeys(document: SpecDocument, offset: number): Set<string> {
  let node: Located | undefined = document.root;
  let keys = new Set<string>();
  while (node) {
    const steps = stepsIn(document, node);
    keys = new Set(steps.map(({ entry }) => entry?.key ?? ''));
    node = steps.find(({ span: [start, end] }) => start <= offset && offset <= end)?.node;
    if (node?.kind === 'scalar') node = undefined;
  }
  return keys;
}
