import { keyPlace, rangeInFile } from '../../spec/yaml/Located';
import type { Located, LocatedEntry, LocatedScalar } from '../../spec/yaml/Located';
import type { SpecDocument } from '../documents/SpecDocument';
import { stepsIn } from './stepsAt';

/** Comments have no end on one line; anchors would be there twice; aliases and tags stand for what is not written. */
const NOT_PLAIN = /(^|[\s[{,])(?:[&*!]\S|#)/;

/** A value that is written in this file, as it is written or could be on one line in brackets; `undefined` where that loses something. */
export function flowOf(document: SpecDocument, node: Located): string | undefined {
  const written = document.text.slice(...rangeInFile(node)).trimEnd();
  if (node.kind === 'scalar') return scalarIn(node, written);
  if (NOT_PLAIN.test(written)) return undefined;
  if (/^[[{]/.test(written) && !written.includes('\n')) return written;
  if (stepsIn(document, node).length !== (node.kind === 'map' ? node.entries.size : node.items.length)) return undefined;
  const parts =
    node.kind === 'map'
      ? [...node.entries.values()].map((entry) => pairOf(document, entry))
      : node.items.map((item) => flowOf(document, item));
  if (parts.includes(undefined)) return undefined;
  const text = parts.join(', ');
  if (node.kind === 'seq') return `[${text}]`;
  return text === '' ? '{}' : `{ ${text} }`;
}

/** A key and its value on one line. */
export function pairOf(document: SpecDocument, entry: LocatedEntry): string | undefined {
  const [keyStart, keyEnd] = rangeInFile(keyPlace(entry));
  const [start, end] = rangeInFile(entry.value);
  const key = document.text.slice(keyStart, keyEnd);
  // A value that is missing is where its key is.
  if (start < keyEnd || start === end) return `${key}:`;
  const value = flowOf(document, entry.value);
  return value === undefined ? undefined : `${key}: ${value}`;
}

function scalarIn({ isQuoted, source }: LocatedScalar, written: string): string {
  const isQuote = isQuoted && /^["']/.test(written) && !written.includes('\n');
  if (isQuote || (!isQuoted && !/[\n,[\]{}]/.test(written))) return written;
  return JSON.stringify(source);
}
