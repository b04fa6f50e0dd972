import type { PlacedProblem } from '../Problem';
import { closest } from '../compose/check/closest';
import { ask } from '../host/HostAsks';
import type { Ask, SystemCallAsk } from '../host/HostAsks';
import { allSystemCalls } from '../host/systemCalls';
import { valueAt } from '../yaml/Located';
import type { Located, LocatedScalar } from '../yaml/Located';
import { itemsOf, stringOf } from './check/Rule';

/** Actions that let a call through: whether it is there then makes no difference. */
const ALLOWING = ['SCMP_ACT_ALLOW', 'SCMP_ACT_LOG'];

function namesOf(rule: Located): LocatedScalar[] {
  return [...itemsOf(valueAt(rule, 'names')), valueAt(rule, 'name')].flatMap((item) =>
    item?.kind === 'scalar' && stringOf(item) !== undefined ? [item] : [],
  );
}

/** Calls that a filter keeps programs from, of the architectures it names. */
export function systemCallAsks(seccomp: Located | undefined): Ask<SystemCallAsk>[] {
  const architectures = itemsOf(valueAt(seccomp, 'architectures')).flatMap((item) => stringOf(item) ?? []);
  return itemsOf(valueAt(seccomp, 'syscalls')).flatMap((rule) => {
    const action = stringOf(valueAt(rule, 'action'));
    if (action === undefined || ALLOWING.includes(action)) return [];
    return namesOf(rule).map((item) => ask(`seccomp ${action}`, item, { name: String(item.value), architectures }));
  });
}

/** Names in a filter that no kernel has: the loader takes them for those of another processor and goes on without. */
export function unknownSystemCalls(seccomp: Located | undefined): PlacedProblem[] {
  return itemsOf(valueAt(seccomp, 'syscalls'))
    .flatMap(namesOf)
    .filter(({ value, hasUnsetVariable }) => !allSystemCalls().has(String(value)) && hasUnsetVariable !== true)
    .map(({ value, origin, range, isQuoted }) => {
      const meant = closest(String(value), allSystemCalls());
      const advice = meant === undefined ? '' : ` Did you mean ${meant}?`;
      const message = `There is no system call '${String(value).slice(0, 60)}': the rule does nothing for it.${advice}`;
      const replacement = meant === undefined ? {} : { replacement: isQuoted ? JSON.stringify(meant) : meant };
      return { code: 'oci-seccomp-unknown', severity: 'warning', message, place: { origin, range }, ...replacement };
    });
}
