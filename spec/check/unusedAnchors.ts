import type { Problem } from '../Problem';
import { yamlTokens } from '../yaml/yamlTokens';

/** What may be an anchor, and not the `&&` of a shell. */
const CANDIDATE = /(?<=^|[\s,[{])&([^\s,[\]{}&]+)/gm;
const MAX_PROBLEMS = 50;

/** Anchors that no alias of their file stands for. To tell them from what looks like one costs only where there is one. */
export function unusedAnchors(file: string, text: string): Problem[] {
  const names = new Set([...text.matchAll(CANDIDATE)].map(([, name = '']) => name));
  const unused = new Set([...names].filter((name) => !text.includes(`*${name}`)));
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
