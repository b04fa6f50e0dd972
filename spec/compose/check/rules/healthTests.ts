import { textOf, valueAt } from '../../../yaml/Located';
import type { ServiceRule } from './Rule';

const FIRST = ['CMD', 'CMD-SHELL', 'NONE'];

/** The first word of a list says what the others are; a program's name there is a usual slip. */
export const healthTests: ServiceRule = (service) => {
  const test = valueAt(service, 'healthcheck', 'test');
  const first = test?.kind === 'seq' ? test.items[0] : undefined;
  const text = textOf(first);
  if (first?.kind !== 'scalar' || first.hasUnsetVariable || text === undefined || FIRST.includes(text)) return [];
  const message = `healthcheck.test: a list begins with CMD, CMD-SHELL or NONE, not with '${text.slice(0, 60)}'.`;
  const place = { origin: first.origin, range: first.range };
  return [{ code: 'healthcheck-test', severity: 'error', message, place }];
};
