import type { SpecDocument } from '../documents/SpecDocument';
import { namesAt } from './names';

const MAX_LINES = 15;
const MAX_LENGTH = 4096;

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
  const target = found?.here.isDefinition === false ? found.all.findLast(({ isDefinition }) => isDefinition) : undefined;
  const text = target && document.readFile(target.file);
  if (!target || text === undefined) return undefined;
  return `\`\`\`yaml\n${blockAt(text, target.range[0])}\n\`\`\``;
}
