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

interface Alias {
  name: string;
  /** What it stands for. */
  value: Located;
  /** Offsets of the name. */
  range: readonly [number, number];
}

function aliasAt(document: SpecDocument, offset: number): Alias | undefined {
  const found = anchorAt(document, offset);
  const anchor = found?.all.find(({ isDefinition }) => isDefinition);
  if (!found || !anchor || found.here.isDefinition) return undefined;
  const value = anchored(document, anchor.range[1]);
  return value && { name: anchor.name, value, range: found.here.range };
}

/** `key: *alias`, and `<<: *alias` or `<<: [*one, *other]`, alone on a line: the value itself in the alias's place. */
export function inlineAlias(document: SpecDocument, offset: number): CodeAction[] {
  const alias = aliasAt(document, offset);
  if (!alias) return [];
  const { line } = document.rangeOfOffsets(alias.range).start;
  const text = document.lineAt(line);
  const newText = lineWith(document, alias, text, offset) ?? mergeLineWith(document, alias, text, offset);
  if (newText === undefined || ANCHOR.test(newText)) return [];
  const range = { start: { line, character: 0 }, end: { line, character: text.length } };
  const title = `Write what *${alias.name} stands for`;
  return [{ title, kind: CodeActionKind.RefactorInline, edit: { changes: { [document.uri]: [{ range, newText }] } } }];
}

function lineWith(document: SpecDocument, { value }: Alias, text: string, offset: number): string | undefined {
  const [, space, key] = /^( *)(\S.*): +\*\S+\s*$/.exec(text) ?? [];
  if (space === undefined) return undefined;
  if (key === '<<') return entriesText(document, value, space.length, ownKeys(document, offset));
  return valueText(document, value, text.replace(/\*\S+\s*$/, '').trimEnd(), space.length);
}

const MERGE_LIST = /^( *)<<: +\[ *(\*[^\s,\]]+(?: *, *\*[^\s,\]]+)*) *\] *$/;

/** Keys of earlier aliases win over those of later ones, which go on being merged. */
function mergeLineWith(document: SpecDocument, { value, range }: Alias, text: string, offset: number): string | undefined {
  const [, space, list] = MERGE_LIST.exec(text) ?? [];
  if (space === undefined || list === undefined) return undefined;
  const { character } = document.rangeOfOffsets(range).start;
  const names = list.split(/ *, */);
  const before = [...text.slice(0, character - 1).matchAll(/\*/g)];
  const taken = ownKeys(document, offset);
  for (const { index } of before) {
    const earlier = aliasAt(document, range[0] - character + index + 1)?.value;
    if (earlier?.kind !== 'map') return undefined;
    for (const key of earlier.entries.keys()) taken.add(key);
  }
  const entries = entriesText(document, value, space.length, taken);
  if (entries === undefined) return undefined;
  const rest = names.filter((_, index) => index !== before.length);
  const merged = rest.length > 0 ? `${space}<<: ${rest.length === 1 ? rest.join() : `[${rest.join(', ')}]`}` : '';
  return [merged, entries].filter((part) => part !== '').join('\n');
}

function valueText(document: SpecDocument, value: Located, head: string, indent: number): string {
  if (!isBlock(document, value)) return `${head} ${rawText(document, rangeInFile(value), indent)}`;
  const column = indent + 2;
  return `${head}\n${' '.repeat(column)}${rawText(document, rangeInFile(value), column)}`;
}

/** Entries whose keys are not taken. */
function entriesText(document: SpecDocument, value: Located, indent: number, taken: ReadonlySet<string>): string | undefined {
  const steps = stepsIn(document, value);
  // What the fragment itself merges is no entry that is written in it.
  if (value.kind !== 'map' || !isBlock(document, value) || steps.length !== value.entries.size || steps.length === 0)
    return undefined;
  const added = steps.filter(({ entry }) => entry && !taken.has(entry.key));
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
