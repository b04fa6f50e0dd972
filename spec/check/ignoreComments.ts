/** `# bulkhead-ignore key-unknown, value-invalid` on the line of a problem or alone on the line above it. */
const COMMENT = /^(.*?)#[ \t]*bulkhead-ignore[ \t]+([a-z][a-z-]*(?:[ \t]*,[ \t]*[a-z][a-z-]*)*)/;

/** Longer lines hold no comment a person wrote. */
const MAX_LINE = 4096;

/** Whether a problem that begins at an offset of a text is silenced there. */
export function ignoredAt(text: string): (code: string, offset: number) => boolean {
  if (!text.includes('bulkhead-ignore')) return () => false;
  return (code, offset) => {
    const start = text.lastIndexOf('\n', offset - 1) + 1;
    if (commentOf(text, start)?.codes.includes(code)) return true;
    if (start === 0) return false;
    const above = commentOf(text, text.lastIndexOf('\n', start - 2) + 1);
    return above?.isAlone === true && above.codes.includes(code);
  };
}

function commentOf(text: string, start: number): { codes: string[]; isAlone: boolean } | undefined {
  const newline = text.indexOf('\n', start);
  const line = text.slice(start, newline < 0 ? text.length : newline).slice(0, MAX_LINE);
  const match = COMMENT.exec(line);
  if (!match) return undefined;
  return { codes: (match[2] ?? '').split(',').map((code) => code.trim()), isAlone: (match[1] ?? '').trim() === '' };
}
