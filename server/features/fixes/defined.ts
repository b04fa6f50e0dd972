import type { TextEdit } from 'vscode-languageserver/node';
import { isNull, keyPlace, rangeInFile } from '../../../spec/yaml/Located';
import type { LocatedEntry } from '../../../spec/yaml/Located';
import type { SpecDocument } from '../../documents/SpecDocument';
import { appendBehind } from '../../edits/appendBehind';
import { isBlock } from '../../edits/rawText';
import { stepsIn } from '../../edits/stepsAt';
import { blockText, flowText } from '../../edits/YamlText';
import type { YamlText } from '../../edits/YamlText';
import { nameIn } from './nameIn';
import type { Fixer } from './Fix';

/** Sections whose entries say where their content is. */
const WITH_FILE = new Set(['secrets', 'configs']);

/** Adds what is missing to its section, or the section with it. */
export const defined: Fixer = ({ document }, { range }) => {
  const name = range ? nameIn(document, range) : undefined;
  if (!name || name.section === 'services' || name.section === 'models') return [];
  const body: YamlText | undefined = WITH_FILE.has(name.section) ? { entries: [['file', `./${name.name}`]] } : undefined;
  const section = document.root?.entries.get(name.section);
  const edits = section ? inSection(document, section, name.name, body) : withSection(document, name.section, name.name, body);
  return edits.length > 0 ? [{ title: `Define ${name.name} under ${name.section}`, edits }] : [];
};

/** An entry on lines of its own. */
function blockEntry(document: SpecDocument, name: string, body: YamlText | undefined, column = document.indentStep): string {
  const indent = ' '.repeat(column);
  return `${indent}${name}:${body === undefined ? '' : blockText(body, indent, document.indentStep)}\n`;
}

function inSection(document: SpecDocument, section: LocatedEntry, name: string, body: YamlText | undefined): TextEdit[] {
  if (!document.isHere(keyPlace(section))) return [];
  const { value } = section;
  const [first, last] = [stepsIn(document, value)[0], stepsIn(document, value).at(-1)];
  if (first && last && !isBlock(document, value))
    return appendBehind(document, last, `${name}:${body === undefined ? '' : ` ${flowText(body)}`}`);
  if (isNull(value) || first) {
    const { line } = document.rangeOfKey(section).end;
    // An anchor or an alias stands for something.
    if (!/^[^#]*:[ \t]*(?:~|null)?[ \t]*(?:#.*)?$/.test(document.lineAt(line))) return [];
    const column = first && document.rangeOfOffsets(first.span).start.character;
    return [lineBelow(document, line, blockEntry(document, name, body, column))];
  }
  const isEmpty = value.kind === 'map' && value.entries.size === 0 && document.isHere(value);
  const [start, end] = rangeInFile(value);
  if (!isEmpty || !/^\{\s*\}$/.test(document.text.slice(start, end))) return [];
  const colon = document.text.lastIndexOf(':', start);
  const newText = `\n${blockEntry(document, name, body).trimEnd()}`;
  return [{ range: document.rangeOfOffsets([colon + 1, end]), newText }];
}

/** Behind all that is there, or below the last line of this document where another follows. */
function withSection(document: SpecDocument, section: string, name: string, body: YamlText | undefined): TextEdit[] {
  const { root, text } = document;
  const added = `${section}:\n${blockEntry(document, name, body)}`;
  const last = root && stepsIn(document, root).at(-1);
  if (last && /^(?:---|\.\.\.)(?:\s|$)/m.test(text.slice(last.span[1])))
    return [lineBelow(document, document.rangeOfOffsets(last.span).end.line, added)];
  const { end } = document.rangeOfOffsets([text.length, text.length]);
  return [{ range: { start: end, end }, newText: `${text.endsWith('\n') || text === '' ? '' : '\n'}${added}` }];
}

/** Whole lines below a line, which may be the last one and without an end. */
function lineBelow(document: SpecDocument, line: number, text: string): TextEdit {
  const { end } = document.rangeOfOffsets([document.text.length, document.text.length]);
  const at = line < end.line ? { line: line + 1, character: 0 } : end;
  return { range: { start: at, end: at }, newText: line < end.line ? text : `\n${text.trimEnd()}` };
}
