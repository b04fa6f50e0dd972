import { nameIn } from './nameIn';
import type { Fixer } from './Fix';

/** Adds what is missing to its section, or the section with it. */
export const defined: Fixer = ({ document }, { range }) => {
  const name = range ? nameIn(document, range) : undefined;
  if (!name || name.section === 'services' || name.section === 'models') return [];
  const needsBody = name.section === 'secrets' || name.section === 'configs';
  const body = needsBody ? `  ${name.name}:\n    file: ./${name.name}\n` : `  ${name.name}:\n`;
  const section = document.root?.entries.get(name.section);
  const { text } = document;
  const title = `Define ${name.name} under ${name.section}`;
  if (section && document.isHere(section.value)) {
    const line = document.rangeOfKey(section).end.line + 1;
    const at = { line, character: 0 };
    // A section in one line, as `volumes: {}`, would need another edit.
    if (section.value.kind !== 'map' || document.rangeOf(section.value).start.line < line) return [];
    return [{ title, edits: [{ range: { start: at, end: at }, newText: body }] }];
  }
  const { end } = document.rangeOfOffsets([text.length, text.length]);
  const newText = `${text.endsWith('\n') || text === '' ? '' : '\n'}${name.section}:\n${body}`;
  return [{ title, edits: [{ range: { start: end, end }, newText }] }];
};
