/** Splits a command line as a POSIX shell does, without expanding anything. A text is returned for what is wrong with it. */
export function shellWords(line: string): string[] | string {
  const words: string[] = [];
  let word: string | undefined;
  let at = 0;
  while (at < line.length) {
    const character = line.charAt(at++);
    if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === "'" || character === '"') {
      const quoted = quotedPart(line, at, character);
      if (!quoted) return `the quote ${character} is not closed`;
      word = (word ?? '') + quoted.text;
      at = quoted.end;
    } else if (character === '\\') {
      if (at >= line.length) return 'it ends in a backslash';
      const next = line.charAt(at++);
      word = (word ?? '') + (next === '\n' ? '' : next);
    } else word = (word ?? '') + character;
  }
  if (word !== undefined) words.push(word);
  return words;
}

function quotedPart(line: string, start: number, quote: string): { text: string; end: number } | undefined {
  let text = '';
  for (let at = start; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === quote) return { text, end: at + 1 };
    // Inside double quotes a backslash only protects what would otherwise be special.
    if (quote === '"' && character === '\\' && /["\\$`\n]/.test(line.charAt(at + 1))) {
      at++;
      if (line.charAt(at) !== '\n') text += line.charAt(at);
    } else text += character;
  }
  return undefined;
}
