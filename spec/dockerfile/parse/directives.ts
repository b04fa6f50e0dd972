import type { Directive } from '../Dockerfile';
import type { Line } from './lines';

const DIRECTIVE = /^#[ \t]*([a-zA-Z][a-zA-Z0-9]*)[ \t]*=[ \t]*(\S[^]*)$/;
const KNOWN = ['escape', 'syntax', 'check'];

/** `# name=value` lines at the top of the file; what is not one ends them. */
export function readDirectives(lines: readonly Line[]): Directive[] {
  const directives: Directive[] = [];
  for (const { text, offset } of lines) {
    const match = DIRECTIVE.exec(text);
    const [, written, rest = ''] = match ?? [];
    if (written === undefined) break;
    const name = written.toLowerCase();
    // Others are comments, but do not end the directives.
    if (!KNOWN.includes(name)) continue;
    const value = rest.trimEnd();
    const [nameAt, valueAt] = [text.indexOf(written, 1), text.length - rest.length];
    directives.push({
      name,
      value,
      range: [offset, offset + text.length],
      nameRange: [offset + nameAt, offset + nameAt + written.length],
      valueRange: [offset + valueAt, offset + valueAt + value.length],
    });
  }
  return directives;
}

export function escapeOf(directives: readonly Directive[]): string {
  return directives.find(({ name }) => name === 'escape')?.value === '`' ? '`' : '\\';
}
