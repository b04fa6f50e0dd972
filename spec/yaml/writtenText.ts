import { rangeInFile } from './Located';
import type { LocatedScalar } from './Located';
import { PlacedText } from './PlacedText';

/** With an indentation that is given one would have to know that of the parent. */
const BLOCK = /^\|[+-]?[ \t]*(?:#.*)?\r?\n/;

/** The column the lines of a literal block begin in; `undefined` for a text in another form. */
function blockIndent(written: string): number | undefined {
  const header = BLOCK.exec(written)?.[0].length;
  return header === undefined ? undefined : (/^(?: *\r?\n)*( *)/.exec(written.slice(header))?.[1]?.length ?? 0);
}

function ofBlock(written: string, from: number): PlacedText | undefined {
  const header = BLOCK.exec(written)?.[0].length;
  const indent = blockIndent(written);
  if (header === undefined || indent === undefined) return undefined;
  const placed = new PlacedText();
  for (let start = header; start < written.length;) {
    const newline = written.indexOf('\n', start);
    const next = newline < 0 ? written.length : newline + 1;
    const [line = '', blanks = ''] = /^( *)[^\r\n]*/.exec(written.slice(start, next)) ?? [];
    const skipped = Math.min(indent, blanks.length);
    const end = start + line.length;
    placed.add(line.slice(skipped), from + start + skipped);
    if (newline >= 0) placed.add('\n', from + end, next - end);
    start = next;
  }
  return placed;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', '"': '"', '\\': '\\', '/': '/', ' ': ' ' };

/** On one line, in quotes or plain. */
function ofLine(written: string, from: number): PlacedText | undefined {
  const quote = /^["']/.exec(written)?.[0] ?? '';
  const content = written.slice(quote.length, written.length - quote.length);
  if (content === '' || /[\r\n]/.test(content)) return undefined;
  const placed = new PlacedText();
  for (let index = 0; index < content.length;) {
    const isEscape = quote === '"' && content.charAt(index) === '\\';
    const isDouble = isEscape || (quote === "'" && content.startsWith("''", index));
    const character = isEscape ? ESCAPES[content.charAt(index + 1)] : content.charAt(index);
    if (character === undefined) return undefined;
    placed.add(character, from + quote.length + index, isDouble ? 2 : 1);
    index += isDouble ? 2 : 1;
  }
  return placed;
}

/** With the values of its variables. */
function substituted(source: PlacedText, { value, substitutions = [] }: LocatedScalar): PlacedText {
  const result = new PlacedText();
  let from = 0;
  for (const { start, end, at, length } of substitutions) {
    result.addFrom(source, from, start);
    const [first, last] = source.rangeOf([start, end]);
    result.add(String(value).slice(at, at + length), first, last - first, false);
    from = end;
  }
  result.addFrom(source, from, source.text.length);
  return result;
}

/**
 * A text of a literal block, or on one line, with its places in the file. `undefined` for one whose lines are joined: what it holds
 * has no places of its own. A block may be taken with the empty lines behind it, and its end is as it is written.
 */
export function writtenText(node: LocatedScalar, fileText: string, until = rangeInFile(node)[1]): PlacedText | undefined {
  const [start, end] = rangeInFile(node);
  const written = fileText.slice(start, end);
  const source = written.startsWith('|') ? ofBlock(fileText.slice(start, until), start) : ofLine(written, start);
  return source?.text.trimEnd() === node.source.trimEnd() ? substituted(source, node) : undefined;
}

/** The same when an offset is in it. To a block belongs what is typed on the lines behind it, in its column or further in. */
export function writtenAround(node: LocatedScalar, fileText: string, offset: number): PlacedText | undefined {
  const [start, end] = rangeInFile(node);
  const indent = blockIndent(fileText.slice(start, end));
  const header = fileText.indexOf('\n', start);
  if (indent === undefined) return start < offset && offset <= end ? writtenText(node, fileText) : undefined;
  const column = offset - fileText.lastIndexOf('\n', offset - 1) - 1;
  const isBehind = offset > end && fileText.slice(end, offset).trim() === '';
  return offset > header && column >= indent && (offset <= end || isBehind)
    ? writtenText(node, fileText, Math.max(end, offset))
    : undefined;
}
