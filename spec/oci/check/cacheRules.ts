import { valueAt } from '../../yaml/Located';
import { stringOf, type RuleContext } from './Rule';

/** What the runtime-spec asks of the cache schema without insisting. Of bandwidth it insists: that is in the vocabulary. */
export function checkCacheSchema({ config, report }: RuleContext): void {
  const schema = valueAt(config, 'linux', 'intelRdt', 'l3CacheSchema');
  const text = stringOf(schema);
  if (!schema || text === undefined || /^L3:[^\n]*$/.test(text)) return;
  const isOther = !text.startsWith('L3:');
  const [, ...others] = text.split('\n');
  const bandwidth = valueAt(config, 'linux', 'intelRdt', 'memBwSchema');
  const effect =
    bandwidth && others.some((line) => line.startsWith('MB:')) ? '; its line of MB: is left out for memBwSchema' : '';
  report(
    'value-invalid',
    schema,
    `l3CacheSchema should ${isOther ? 'start with L3:' : 'be one line'}, as in L3:0=7f0;1=1f${effect}. Lines of other kinds belong in schemata.`,
    'warning',
  );
}
