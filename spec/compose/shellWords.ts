/** What a dollar sign or backquote at an offset, which no quote keeps from it, comes to, and where that ends. */
export type Expand = (line: string, at: number) => { text: string; end: number };

const asWritten: Expand = (line, at) => ({ text: line.charAt(at), end: at + 1 });

/**
 * Splits a command line as a POSIX shell does, without expanding anything by itself. A text is returned for what is wrong with
 * it.
 */
export function shellWords(line: string, expand: Expand = asWritten): string[] | string {
  const words: string[] = [];
  let word: string | undefined;
  let at = 0;
  while (at < line.length) {
    const character = line.charAt(at++);
    if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === "'" || character === '"') {
      const quoted = quotedPart(line, at, character, expand);
      if (!quoted) return `the quote ${character} is not closed`;
      word = (word ?? '') + quoted.text;
      at = quoted.end;
    } else if (character === '\\') {
      if (at >= line.length) return 'it ends in a backslash';
      const next = line.charAt(at++);
      word = (word ?? '') + (next === '\n' ? '' : next);
    } else if (character === '$' || character === '`') {
      const { text, end } = expand(line, at - 1);
      word = (word ?? '') + text;
      at = end;
    } else word = (word ?? '') + character;
  }
  if (word !== undefined) words.push(word);
  return words;
}

function quotedPart(line: string, start: number, quote: string, expand: Expand): { text: string; end: number } | undefined {
  let text = '';
  for (let at = start; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === quote) return { text, end: at + 1 };
    // Inside double quotes a backslash only protects what would otherwise be special.
    if (quote === '"' && character === '\\' && /["\\$`\n]/.test(line.charAt(at + 1))) {
      at++;
      if (line.charAt(at) !== '\n') text += line.charAt(at);
    } else if (quote === '"' && (character === '$' || character === '`')) {
      const expanded = expand(line, at);
      text += expanded.text;
      at = expanded.end - 1;
    } else text += character;
  }
  return undefined;
}
