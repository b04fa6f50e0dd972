import { dirname, relative } from 'node:path';
import type { SpecDocument } from '../documents/SpecDocument';
import type { NamePlace } from '../names/Occurrence';
import { namesAt } from './names';

const MAX_LINES = 15;
const MAX_LENGTH = 4096;
/** Files that say something of one name. */
const MAX_BLOCKS = 4;

const indentOf = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;

/** The key an offset is behind or in, and all that is indented below it. */
function blockAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const [first = '', ...rest] = text.slice(start, start + MAX_LENGTH).split(/\r?\n/);
  const indent = indentOf(first);
  const isInside = (line: string): boolean =>
    line.trim() === '' || indentOf(line) > indent || (line.startsWith('- ', indent) && indentOf(line) === indent);
  const end = rest.findIndex((line) => !isInside(line));
  const lines = [first, ...(end < 0 ? rest : rest.slice(0, end))].map((line) => line.slice(indent));
  while (lines.at(-1)?.trim() === '') lines.pop();
  return lines.length > MAX_LINES ? [...lines.slice(0, MAX_LINES), '…'].join('\n') : lines.join('\n');
}

/** What an alias, or a name that is used here, stands for: as it is written. Nothing on the definition itself. */
export function referencedYaml(document: SpecDocument, offset: number): string | undefined {
  const found = namesAt(document, offset);
  if (found?.here.isDefinition !== false) return undefined;
  const blocks = found.all.filter(({ isDefinition }) => isDefinition).map((place) => blockOf(document, place));
  const shown = blocks.filter((block) => block !== undefined).slice(0, MAX_BLOCKS);
  return shown.length > 0 ? shown.join('\n\n') : undefined;
}

/** With the name of its file, when that is another. */
function blockOf(document: SpecDocument, { file, range }: NamePlace): string | undefined {
  const text = document.readFile(file);
  if (text === undefined) return undefined;
  const title = file === document.path ? '' : `${relative(dirname(document.path), file)}:\n`;
  return `${title}\`\`\`yaml\n${blockAt(text, range[0])}\n\`\`\``;
}
