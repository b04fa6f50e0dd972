import { valueAt } from '../../yaml/Located';
import { integerOf, stringOf, type RuleContext } from './Rule';

/** sched(7): policies with a static priority, and those with a nice value. */
const REAL_TIME = ['SCHED_FIFO', 'SCHED_RR'];

/** What sched_setattr(2) refuses, by policy. */
export function checkScheduler({ config, report }: RuleContext): void {
  const scheduler = valueAt(config, 'process', 'scheduler');
  const policy = stringOf(valueAt(scheduler, 'policy'));
  if (policy === undefined) return;
  const [min, max] = REAL_TIME.includes(policy) ? [1n, 99n] : [0n, 0n];
  const [priority, nice] = [valueAt(scheduler, 'priority'), valueAt(scheduler, 'nice')];
  const [level, niceness] = [integerOf(priority), integerOf(nice)];
  if (priority && level !== undefined && (level < min || level > max))
    report(
      'oci-resource-range',
      priority,
      `priority ${level} is out of what ${policy} takes: ${min === max ? '0 only' : `${min} to ${max}`}.`,
    );
  if (nice && niceness !== undefined && (niceness < -20n || niceness > 19n))
    report('oci-resource-range', nice, `nice ${niceness} is out of what the kernel takes: -20 to 19.`);
}
