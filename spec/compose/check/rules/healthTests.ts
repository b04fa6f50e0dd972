import { textOf, valueAt } from '../../../yaml/Located';
import { problem } from './Rule';
import type { ServiceRule } from './Rule';

const FIRST = ['CMD', 'CMD-SHELL', 'NONE'];

/** The first word of a list says what the others are; a program's name there is a usual slip. */
export const healthTests: ServiceRule = (service) => {
  const test = valueAt(service, 'healthcheck', 'test');
  // A text is a line for the shell, whatever it says.
  if (test && textOf(test) === 'NONE') {
    const message = 'healthcheck.test: NONE alone is run as a program; write ["NONE"], or disable: true in its place.';
    return [problem('healthcheck-test', test, message, 'warning')];
  }
  const first = test?.kind === 'seq' ? test.items[0] : undefined;
  const text = textOf(first);
  if (first?.kind !== 'scalar' || first.hasUnsetVariable || text === undefined || FIRST.includes(text)) return [];
  const message = `healthcheck.test: a list begins with CMD, CMD-SHELL or NONE, not with '${text.slice(0, 60)}'.`;
  return [problem('healthcheck-test', first, message)];
};
