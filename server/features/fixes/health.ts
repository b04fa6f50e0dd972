import { valueAt } from '../../../spec/yaml/Located';
import { insertKey } from '../../edits/insertKey';
import { isBlock } from '../../edits/rawText';
import { stepsAround } from '../../edits/stepsAt';
import { replace } from './Fix';
import type { Fixer } from './Fix';

/** Waits for the start alone. */
export const waitForStart: Fixer = ({ document }, { range }) =>
  replace(document, range, 'service_started', 'Wait for the start only');

/** A check for the service that is waited for: it succeeds as soon as there is a process, until somebody writes a better one. */
export const withHealthcheck: Fixer = ({ document }, { range }) => {
  const way = stepsAround(document, range);
  const needed = way.find((_, index) => way[index - 1]?.entry?.key === 'depends_on')?.entry?.key;
  const service = needed === undefined ? undefined : valueAt(document.root, 'services', needed);
  if (service?.kind !== 'map' || service.entries.has('healthcheck')) return [];
  const edits = insertKey(document, service, 'healthcheck', ['test: ["CMD", "true"]', 'interval: 10s']);
  return edits.length > 0 ? [{ title: `Add a healthcheck to ${needed ?? ''}`, edits }] : [];
};

/** What begins with a program is a command. */
export const withCmd: Fixer = ({ document }, { range }) => {
  const item = stepsAround(document, range).at(-1);
  if (!item || !range || item.parent.kind !== 'seq') return [];
  const written = document.text.slice(...range);
  const { start } = document.rangeOfOffsets(range);
  const mark = /^(\s*(?:[^\s#].*[:\s])?)-\s+$/.exec(document.lineAt(start.line).slice(0, start.character))?.[1];
  if (isBlock(document, item.parent) && mark === undefined) return [];
  const before = mark === undefined ? '"CMD", ' : `CMD\n${' '.repeat(mark.length)}- `;
  return replace(document, range, before + written, 'Write CMD before it');
};

/** The image that is always there: the host's own root filesystem. */
export const withHostImage: Fixer = ({ document }, { range }) => {
  const service = stepsAround(document, range).at(1)?.node;
  if (service?.kind !== 'map' || service.entries.has('image')) return [];
  const edits = insertKey(document, service, 'image', 'bulkhead.local/host');
  return edits.length > 0 ? [{ title: "Use the host's own filesystem as image", edits }] : [];
};
