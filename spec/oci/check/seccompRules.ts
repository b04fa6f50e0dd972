import { valueAt } from '../../yaml/Located';
import type { Located } from '../../yaml/Located';
import { integerOf, itemsOf, stringOf, type RuleContext } from './Rule';

const MAX_ERRNO = 4095n;
const TAKES_ERRNO = ['SCMP_ACT_ERRNO', 'SCMP_ACT_TRACE'];

export function checkSeccomp({ config, report }: RuleContext): void {
  const seccomp = valueAt(config, 'linux', 'seccomp');
  if (seccomp) checkFilter(seccomp, report);
}

/** A filter by itself. */
export function checkFilter(seccomp: Located, report: RuleContext['report']): void {
  checkErrno(seccomp, 'defaultAction', 'defaultErrnoRet', report);
  if (stringOf(valueAt(seccomp, 'defaultAction')) === 'SCMP_ACT_NOTIFY')
    report(
      'oci-seccomp-notify',
      valueAt(seccomp, 'defaultAction') ?? seccomp,
      'SCMP_ACT_NOTIFY cannot be the default action: the runtime itself would wait.',
    );
  for (const rule of itemsOf(valueAt(seccomp, 'syscalls'))) {
    checkErrno(rule, 'action', 'errnoRet', report);
    const names = valueAt(rule, 'names');
    if (names?.kind === 'seq' && names.items.length === 0)
      report('oci-seccomp-names', names, 'A rule needs at least one system call.');
    checkNotify(seccomp, rule, report);
  }
}

function checkErrno(node: Located, action: string, errno: string, report: RuleContext['report']): void {
  const value = valueAt(node, errno);
  const chosen = stringOf(valueAt(node, action));
  if (value !== undefined && chosen !== undefined && !TAKES_ERRNO.includes(chosen))
    report('oci-seccomp-errno', value, `${errno} has no meaning with ${chosen}; it goes with SCMP_ACT_ERRNO.`);
  const number = integerOf(value);
  if (value !== undefined && number !== undefined && number > MAX_ERRNO)
    report(
      'oci-seccomp-errno',
      value,
      `${errno} ${number} is no error number: the kernel has none above ${MAX_ERRNO} and takes that one.`,
    );
}

function checkNotify(seccomp: Located, rule: Located, report: RuleContext['report']): void {
  const action = valueAt(rule, 'action');
  if (action === undefined || stringOf(action) !== 'SCMP_ACT_NOTIFY') return;
  if (valueAt(seccomp, 'listenerPath') === undefined)
    report(
      'oci-seccomp-notify',
      action,
      'SCMP_ACT_NOTIFY needs listenerPath: without a listener every such call fails with ENOSYS.',
    );
  for (const name of itemsOf(valueAt(rule, 'names')))
    if (stringOf(name) === 'write')
      report('oci-seccomp-notify', name, 'The runtime itself has to write after the filter is set: write cannot be notified of.');
}
