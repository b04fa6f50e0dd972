import { textOf, valueAt } from '../../../yaml/Located';
import { shellWords } from '../../shellWords';
import { problem } from './Rule';
import type { ServiceRule } from './Rule';

/** A line is split into words as a shell does it. */
export const commandLines: ServiceRule = (service) =>
  ['command', 'entrypoint'].flatMap((key) => {
    const node = valueAt(service, key);
    const text = textOf(node);
    const words = text === undefined ? [] : shellWords(text);
    if (!node || text === undefined || typeof words !== 'string') return [];
    return [problem('command-invalid', node, `${key}: '${text.slice(0, 60)}' cannot be split into words: ${words}.`)];
  });
