import type { Problem } from '../Problem';
import { yamlTokens } from '../yaml/yamlTokens';

const BEFORE = /[\s,[{]/;
const NAME = /[^\s,[\]{}&]+/y;

/** Names behind a sign that may begin an anchor or an alias, and not the `&&` of a shell. Looked for sign by sign: after every edit a pattern would go through all of a long text. */
function namesBehind(sign: '&' | '*', text: string): Set<string> {
  const names = new Set<string>();
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
    if (at > 0 && !BEFORE.test(text.charAt(at - 1))) continue;
    NAME.lastIndex = at + 1;
    const name = NAME.exec(text)?.[0];
    if (name !== undefined) names.add(name);
  }
  return names;
}

const MAX_PROBLEMS = 50;

/** Anchors that no alias of their file stands for. To tell them from what looks like one costs only where there is one. */
export function unusedAnchors(file: string, text: string): Problem[] {
  const anchors = namesBehind('&', text);
  if (anchors.size === 0) return [];
  const aliases = namesBehind('*', text);
  const unused = new Set([...anchors].filter((name) => !aliases.has(name)));
  if (unused.size === 0) return [];
  const problems: Problem[] = [];
  for (const { type, start, end } of yamlTokens(text)) {
    const name = text.slice(start + 1, end);
    if (type !== 'anchor' || !unused.has(name) || problems.length >= MAX_PROBLEMS) continue;
    const message = `No alias stands for anchor '${name}'.`;
    problems.push({ code: 'definition-unused', severity: 'information', message, file, range: [start, end] });
  }
  return problems;
}
