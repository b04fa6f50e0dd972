import { CodeActionKind } from 'vscode-languageserver/node';
import type { CodeAction, TextEdit } from 'vscode-languageserver/node';
import { keyPlace, plainValue, rangeInFile } from '../../../spec/yaml/Located';
import type { Located } from '../../../spec/yaml/Located';
import type { SpecDocument } from '../../documents/SpecDocument';
import { isBlock, rawText } from '../../edits/rawText';
import { stepsAt, stepsIn } from '../../edits/stepsAt';
import type { Step } from '../../edits/stepsAt';
import { anchorNames } from '../../names/anchors';

const MAX_LENGTH = 20_000;
/** An anchor would be there twice, and an alias before what it stands for. */
const REFERS = /(^|[\s[{,])[&*]\S/;
/** Behind the colon: an anchor or a tag is of the mapping, and makes a fragment of it, or changes how it is merged. */
const BEHIND_COLON = /^[ \t]*(#[^\n\r]*)?(\s*)$/;
const COMMENT = /(^|\s)#/;

/** Services, and what they hold two levels down: fragments are about those. */
function candidates(document: SpecDocument): Step[] {
  const services = document.root?.entries.get('services')?.value;
  const ofServices = services ? stepsIn(document, services).flatMap(({ node }) => stepsIn(document, node)) : [];
  return ofServices.filter((step) => isMapping(document, step));
}

/** Written here, behind its key, on lines of its own or on one line; and neither empty nor what an alias stands for. */
function isMapping(document: SpecDocument, step: Step): boolean {
  const { node, span } = step;
  const [start, end] = rangeInFile(node);
  if (node.kind !== 'map' || node.entries.size === 0 || start <= span[0] || end - start > MAX_LENGTH) return false;
  if (behindColon(document, step) === undefined) return false;
  return isBlock(document, node) || !document.text.slice(start, end).includes('\n');
}

/** The comment on the line of a key. */
function behindColon(document: SpecDocument, { entry, node }: Step): { colon: number; comment: string } | undefined {
  if (!entry) return undefined;
  const colon = document.text.indexOf(':', rangeInFile(keyPlace(entry))[1]);
  const found = BEHIND_COLON.exec(document.text.slice(colon + 1, rangeInFile(node)[0]));
  return found ? { colon, comment: found[1] ?? '' } : undefined;
}

/** On lines of its own, with the comment behind the last one: that is about what is written there. */
function placeOf(document: SpecDocument, { node, span }: Step): [start: number, end: number] {
  const [start] = rangeInFile(node);
  if (!isBlock(document, node)) return [start, span[1]];
  const comment = /^[ \t]+#[^\r\n]*/.exec(document.text.slice(span[1], span[1] + MAX_LENGTH))?.[0] ?? '';
  return [start, span[1] + comment.trimEnd().length];
}

function freeName(document: SpecDocument, key: string): string {
  const taken = anchorNames(document);
  const isFree = (name: string): boolean => !taken.has(name) && !document.root?.entries.has(`x-${name}`);
  let name = key;
  for (let count = 2; !isFree(name); count++) name = `${key}-${count}`;
  return name;
}

/** A mapping of a service, and every other that says the same, become aliases of a fragment at the top. */
export function extractFragment(document: SpecDocument, offset: number): CodeAction[] {
  const [section, , step] = stepsAt(document, offset);
  const key = step?.entry?.key;
  const isIn = section?.entry?.key === 'services' && step !== undefined && isMapping(document, step);
  if (!isIn || key === undefined || !isOwn(document, step.node)) return [];
  const name = freeName(document, key);
  const written = document.text.slice(...rangeInFile(step.node));
  if (REFERS.test(written)) return [];
  const same = JSON.stringify(plainValue(step.node));
  // What is said beside another one would be lost.
  const isSilent = (one: Step): boolean => !COMMENT.test(document.text.slice(...placeOf(document, one)));
  const uses = candidates(document).filter(
    (one) =>
      one.entry?.key === key &&
      isOwn(document, one.node) &&
      JSON.stringify(plainValue(one.node)) === same &&
      (one.node === step.node || isSilent(one)),
  );
  const [top] = stepsIn(document, document.root ?? step.node);
  const at = top?.span[0] ?? 0;
  const column = document.indentStep;
  const text = isBlock(document, step.node)
    ? `\n${' '.repeat(column)}${rawText(document, placeOf(document, step), column)}`
    : ` ${written}`;
  const fragment = `x-${name}: &${name}${text}\n\n`;
  const edits: TextEdit[] = [
    { range: document.rangeOfOffsets([at, at]), newText: fragment },
    ...uses.flatMap((use) => aliasOf(document, use, name)),
  ];
  const title = uses.length > 1 ? `Extract ${uses.length} × ${key} to x-${name}` : `Extract ${key} to x-${name}`;
  return [{ title, kind: CodeActionKind.RefactorExtract, edit: { changes: { [document.uri]: edits } } }];
}

/** All of it is written there, without aliases that only an editor would have to follow. */
function isOwn(document: SpecDocument, node: Located): boolean {
  const size = node.kind === 'map' ? node.entries.size : 0;
  return stepsIn(document, node).length === size;
}

function aliasOf(document: SpecDocument, step: Step, name: string): TextEdit[] {
  const behind = behindColon(document, step);
  if (!behind) return [];
  const { colon, comment } = behind;
  const newText = ` *${name}${comment === '' ? '' : ` ${comment}`}`;
  return [{ range: document.rangeOfOffsets([colon + 1, placeOf(document, step)[1]]), newText }];
}
