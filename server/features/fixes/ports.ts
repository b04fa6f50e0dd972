import { parsePort } from '../../../spec/compose/shortForms/parsePort';
import { rangeInFile, valueAt } from '../../../spec/yaml/Located';
import type { Located } from '../../../spec/yaml/Located';
import type { SpecDocument } from '../../documents/SpecDocument';
import { stepsAround } from '../../edits/stepsAt';
import { replace } from './Fix';
import type { Fixer } from './Fix';

const MAX_PORT = 65535;

function portItems(document: SpecDocument): Located[] {
  return [...document.roots.values()].flatMap((root) => {
    const services = valueAt(root, 'services');
    if (services?.kind !== 'map') return [];
    return [...services.entries.values()].flatMap(({ value }) => {
      const ports = valueAt(value, 'ports');
      return ports?.kind === 'seq' ? ports.items : [];
    });
  });
}

function publishedBy(item: Located): number[] {
  const parsed = parsePort(item);
  return typeof parsed === 'string' ? [] : parsed.map(({ published }) => Number(published)).filter((port) => port > 0);
}

/** The next port of the host that nothing in the project publishes. */
export const nextFreePort: Fixer = ({ document }, { range }) => {
  const step = stepsAround(document, range).findLast(({ parent }) => parent.kind === 'seq');
  const [published, ...others] = step ? publishedBy(step.node) : [];
  if (!step || published === undefined || others.length > 0) return [];
  const taken = new Set(portItems(document).flatMap(publishedBy));
  let free = published + 1;
  while (taken.has(free)) free++;
  const node = valueAt(step.node, 'published') ?? step.node;
  const [start, end] = rangeInFile(node);
  // The published port is the number before the last colon, or all there is.
  const at = new RegExp(`${published}(?=:\\d+(?:/\\w+)?["']?$|["']?$)`).exec(document.text.slice(start, end))?.index;
  if (free > MAX_PORT || at === undefined) return [];
  return replace(document, [start + at, start + at + String(published).length], String(free), `Publish port ${free}`);
};
