import { alternatives } from '../../../spec/compose/check/checkProjectTree';
import { specAt } from '../../../spec/compose/vocabulary/specAt';
import { stepsAround } from '../../edits/stepsAt';
import { asText } from '../completion/quoting';
import type { FeatureContext } from '../Feature';
import { nameIn } from './nameIn';
import { replace } from './Fix';
import type { Fixer } from './Fix';

/** Whether the mapping a key is in has the other one, too. */
function hasSibling({ document }: FeatureContext, range: readonly [number, number], key: string): boolean {
  const parent = stepsAround(document, range).findLast(({ entry }) => entry !== undefined)?.parent;
  return parent?.kind === 'map' && parent.entries.has(key);
}

/** What was meant, as the check itself says; the name alone, when the problem is about a longer text such as `data:/data`. */
export const replaced: Fixer = (context, { replacement, range, code }) => {
  const { document } = context;
  if (replacement === undefined || !range || (code === 'key-unknown' && hasSibling(context, range, replacement))) return [];
  const name = code === 'reference-undefined' ? nameIn(document, range) : undefined;
  // Quotes and a unit say what was meant in other words; a similar name is a guess, and a text that is no longer altered another one.
  const written = document.text.slice(...range);
  const isSafe = code !== 'value-altered' && (replacement === `"${written}"` || replacement === `${written}s`);
  return replace(document, name?.range ?? range, replacement).map((fix) => ({ ...fix, isSafe }));
};

/** The name that was meant, of a setting of the kernel: the rest of `name=value` and quotes stay. */
export const respelt: Fixer = ({ document }, { replacement, range }) => {
  const name = range && /[\w./-]+/.exec(document.text.slice(...range));
  if (!name || replacement === undefined) return [];
  const start = range[0] + name.index;
  return replace(document, [start, start + name[0].length], replacement);
};

/** A single value where only a list may stand. */
export const listed: Fixer = ({ document }, { path, range, replacement }) => {
  const type = path && specAt(document.type, path)?.type;
  const written = range && document.text.slice(...range);
  const takesList = type && alternatives(type).every(({ kind }) => kind === 'list' || kind === 'dict' || kind === 'null');
  const hasList = type && alternatives(type).some(({ kind }) => kind === 'list');
  if (!takesList || !hasList || replacement !== undefined || !written || /[\n\r,[\]{}#]/.test(written)) return [];
  return replace(document, range, `[${/^["']/.test(written) ? written : JSON.stringify(written)}]`, 'Write as a list');
};

/** `- NAME: value` in a list of `- NAME=value`. */
export const assigned: Fixer = ({ document }, { path, range }) => {
  const item = stepsAround(document, range).findLast(({ parent }) => parent.kind === 'seq')?.node;
  const [entry, ...others] = item?.kind === 'map' ? item.entries.values() : [];
  const type = path && specAt(document.type, path)?.type;
  const isAssignment = type && alternatives(type).some((one) => one.kind === 'string' && one.expected?.startsWith('NAME='));
  if (!entry || others.length > 0 || entry.value.kind !== 'scalar' || !isAssignment) return [];
  const text = `${entry.key}=${entry.value.value === null ? '' : entry.value.source}`;
  return replace(document, range, asText(text, false), `Write ${entry.key}=…`);
};

/** A dollar sign that begins no variable. */
export const escaped: Fixer = ({ document }, { range }) => {
  const written = range && document.text.slice(...range);
  return written === '$' ? replace(document, range, '$$', 'Write $$ for a dollar sign') : [];
};

/** A key that is still without its colon. */
export const completed: Fixer = ({ document }, { range }) => {
  const word = range && document.text.slice(...range).trimEnd();
  return range && word ? replace(document, [range[0], range[0] + word.length], `${word}:`, 'Add the colon') : [];
};

/** Characters. */
const MAX_NAME = 63;

/** Signs a name cannot have, wherever it is used in this file. */
export const renamed: Fixer = ({ document }, { range, path }) => {
  const name = path?.at(-1);
  if (!range || typeof name !== 'string') return [];
  const better = name.replace(/[^a-zA-Z0-9._-]+/g, '-').replace(/^[-.]+|-+$/g, '');
  // A line of something else, such as a command, is no name.
  if (better === '' || better.length > MAX_NAME) return [];
  const uses = document.occurrences.filter((one) => one.name === name && one.section === path?.[0] && one.file === document.path);
  const edits = uses.map((one) => ({ range: document.rangeOfOffsets(one.range), newText: better }));
  return edits.length > 0 ? [{ title: `Rename to ${better}`, edits }] : [];
};
