import type { DocumentOnTypeFormattingParams, TextEdit } from 'vscode-languageserver/node';
import type { SpecDocument } from '../../documents/SpecDocument';
import type { Feature } from '../Feature';

/** Looking further up than this for what encloses a line would make typing slow. */
const MAX_LINES = 2000;
/** Longer lines are no keys. */
const MAX_LENGTH = 1000;
const KEY = /^( *(?:- +)*)(?:"[^"]*"|'[^']*'|[^\s#'"[\]{},&*!|>%@`-][^#:]*):(?: +(.*))?$/;
const OPENS_BLOCK_TEXT = /(?:^|\s)[|>][-+0-9]{0,2}\s*(?:#.*)?$/;

/** What stands behind a key of which the value follows on the lines below. */
const OPEN_VALUE = /^(?:[&!]\S*\s*)*(?:[|>][-+]?\s*)?(?:#.*)?$/;
/** A literal text as an item. */
const OPEN_ITEM = /^( *(?:- +)+)[|>][-+]?\s*(?:#.*)?$/;

const indentOf = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;

/** Lines of a literal text are not keys, whatever they look like. */
function isInBlockText(document: SpecDocument, line: number): boolean {
  let limit = indentOf(document.lineAt(line));
  for (let at = line - 1; at >= 0 && at > line - MAX_LINES && limit > 0; at--) {
    const text = document.lineAt(at);
    const indent = indentOf(text);
    if (text.trim() === '' || indent >= limit) continue;
    if (OPENS_BLOCK_TEXT.test(text.slice(-MAX_LENGTH))) return true;
    limit = indent;
  }
  return false;
}

/** The blank behind a key that was completed, when its value comes below instead. */
function withoutBlanks(line: number, text: string): TextEdit[] {
  const { length } = text.trimEnd();
  const range = { start: { line, character: length }, end: { line, character: text.length } };
  return length === text.length ? [] : [{ range, newText: '' }];
}

/** Where one goes on below a key: inside of it when it has no value yet, else beside it. */
export const onTypeFormatting: Feature<DocumentOnTypeFormattingParams, TextEdit[]> = (
  { document },
  { position, ch, options },
) => {
  const { line } = position;
  const current = document.lineAt(line);
  const above = line > 0 ? document.lineAt(line - 1) : '';
  if (ch !== '\n' || current.trim() !== '' || above.length > MAX_LENGTH) return [];
  const item = OPEN_ITEM.exec(above.trimEnd());
  const match = item ?? KEY.exec(above.trimEnd());
  if (!match || isInBlockText(document, line - 1)) return [];
  const [, lead = '', value = ''] = match;
  const isEmpty = !item && OPEN_VALUE.test(value);
  // Beside a key that begins its line, the editor's own indentation is right.
  if (!isEmpty && !lead.includes('-')) return [];
  const column = lead.length + (isEmpty ? options.tabSize : 0);
  const range = { start: { line, character: 0 }, end: { line, character: current.length } };
  const isRight = current.length === column && !current.includes('\t');
  return [...withoutBlanks(line - 1, above), ...(isRight ? [] : [{ range, newText: ' '.repeat(column) }])];
};
