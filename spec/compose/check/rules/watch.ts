import { textOf, valueAt } from '../../../yaml/Located';
import { problem } from './Rule';
import type { ServiceRule } from './Rule';

/** What is copied has to go somewhere. */
export const watch: ServiceRule = (service, name) => {
  const items = valueAt(service, 'develop', 'watch');
  if (items?.kind !== 'seq') return [];
  return items.items.flatMap((item, index) => {
    const action = textOf(valueAt(item, 'action')) ?? '';
    if (!/^sync(\+|$)/.test(action) || valueAt(item, 'target')) return [];
    const message = `develop.watch[${index}] lacks the key 'target': ${action} copies what changes to there.`;
    return [{ ...problem('key-missing', item, message), path: ['services', name, 'develop', 'watch', index] }];
  });
};
