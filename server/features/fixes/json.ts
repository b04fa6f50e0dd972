import { replace } from './Fix';
import type { Fix, Fixer } from './Fix';

/** What JSON does not take, written as JSON has it. */
export const asJson: Fixer = ({ document }, { range, message }) => {
  if (!range) return [];
  const found = document.text.slice(...range);
  const before = document.text.slice(0, range[0]).trimEnd();
  const safely = (fixes: Fix[]): Fix[] => fixes.map((fix) => ({ ...fix, isSafe: true }));
  if (message.endsWith('expected a comma.')) {
    const end = document.rangeOfOffsets([before.length, before.length]);
    return safely([{ title: 'Add the comma', edits: [{ range: end, newText: ',' }] }]);
  }
  const comment = /^\/\*/.test(found) ? found : /^(?:#|\/\/).*/.exec(document.text.slice(range[0]))?.[0];
  if (comment !== undefined) return replace(document, [range[0], range[0] + comment.length], '', 'Remove the comment');
  if (/^[\]}]$/.test(found) && before.endsWith(','))
    return safely(replace(document, [before.length - 1, before.length], '', 'Remove the comma'));
  const isKey = /^\s*:/.test(document.text.slice(range[1], range[1] + 16));
  const bare = /^(?:[A-Za-z_][\w.-]*|'[^'"\\\n]*')$/.test(found) && (isKey || found.startsWith("'"));
  return bare ? safely(replace(document, range, `"${found.replaceAll("'", '')}"`)) : [];
};
