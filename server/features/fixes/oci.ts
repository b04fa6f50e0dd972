import { valueAt } from '../../../spec/yaml/Located';
import { appendBehind } from '../../edits/appendBehind';
import { stepsIn } from '../../edits/stepsAt';
import { replace } from './Fix';
import type { Fixer } from './Fix';

/** A path in a container begins at its root. */
export const absolutePath: Fixer = ({ document }, { range }) => {
  const written = range && document.text.slice(...range);
  if (!range || !written) return [];
  const quote = /^["']/.exec(written)?.[0] ?? '';
  const path = `/${written.slice(quote.length, written.length - quote.length).replace(/^\.\//, '')}`;
  return replace(document, range, `${quote}${path}${quote}`, `Change to ${path}`);
};

/** The namespace a value is kept in, behind those that are listed, with what they are listed in. */
export const withNamespace: Fixer = ({ document }, { missing: type }) => {
  const linux = valueAt(document.root, 'linux');
  const list = valueAt(linux, 'namespaces');
  const item = `{ "type": "${type ?? ''}" }`;
  const text = list ? item : linux ? `"namespaces": [${item}]` : `"linux": { "namespaces": [${item}] }`;
  const parent = list ?? linux ?? document.root;
  const last = parent && stepsIn(document, parent).at(-1);
  if (type === undefined || !last) return [];
  return [{ title: `Add a ${type} namespace`, edits: appendBehind(document, last, text) }];
};
