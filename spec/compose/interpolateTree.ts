import type { Problem } from '../Problem';
import type { Located, LocatedEntry, LocatedScalar } from '../yaml/Located';
import { interpolate } from './interpolate';
import type { Lookup } from './interpolate';

/** Where an issue inside a scalar is in the file: exact when the text is written as it is meant, else the whole value. */
function issueRange(node: LocatedScalar, text: string, fileText: string, start: number, end: number): [number, number] {
  const written = fileText.slice(node.range[0], node.range[1]);
  const shift = written.startsWith(text) ? 0 : written.startsWith(text, 1) ? 1 : undefined;
  if (shift === undefined) return node.range;
  return [node.range[0] + shift + start, node.range[0] + shift + end];
}

/** Substitutes variables in every value; keys stay as they are, as in Compose. Shares unchanged nodes with the given tree. */
export function interpolateTree(root: Located, fileText: string, lookup: Lookup): { root: Located; problems: Problem[] } {
  const problems: Problem[] = [];
  const visit = (node: Located): Located => {
    if (node.kind === 'seq') return { ...node, items: node.items.map(visit) };
    if (node.kind === 'map') {
      const entries = new Map<string, LocatedEntry>();
      for (const entry of node.entries.values()) entries.set(entry.key, { ...entry, value: visit(entry.value) });
      return { ...node, entries };
    }
    if (typeof node.value !== 'string' || !node.value.includes('$')) return node;
    const { text, hasUnset, hasVariables, issues } = interpolate(node.value, lookup);
    for (const { code, message, start, end } of issues) {
      const severity = code === 'variable-unset' ? 'warning' : 'error';
      problems.push({
        code,
        severity,
        message,
        file: node.origin.file,
        range: issueRange(node, node.value, fileText, start, end),
      });
    }
    return { ...node, value: text, hasUnsetVariable: hasUnset, isInterpolated: hasVariables };
  };
  return { root: visit(root), problems };
}
