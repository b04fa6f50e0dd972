import { isAbsolute, join } from 'node:path';
import { valueAt } from '../../yaml/Located';
import type { Located } from '../../yaml/Located';
import { MountTree } from './MountTree';
import { itemsOf, stringOf, type RuleContext } from './Rule';

const OPPOSITES: readonly [string, string][] = [
  ['ro', 'rw'],
  ['nosuid', 'suid'],
  ['nodev', 'dev'],
  ['noexec', 'exec'],
  ['bind', 'rbind'],
];

const trimmed = (path: string): string => path.replace(/(?!^)\/+$/, '');

function optionsOf(mount: Located): string[] {
  return itemsOf(valueAt(mount, 'options')).map((option) => stringOf(option) ?? '');
}

export function checkMounts(context: RuleContext): void {
  const { config, report } = context;
  const earlier = new MountTree();
  for (const mount of itemsOf(valueAt(config, 'mounts'))) {
    const destination = valueAt(mount, 'destination');
    const path = stringOf(destination);
    if (destination !== undefined && path !== undefined) {
      checkOrder(trimmed(path), earlier, destination, report);
      if (path.startsWith('/')) earlier.add(trimmed(path));
    }
    checkSource(context, mount);
    checkOptions(mount, report);
  }
}

function checkOrder(path: string, earlier: MountTree, place: Located, report: RuleContext['report']): void {
  if (!path.startsWith('/')) {
    report('oci-path-relative', place, `'${path}' is not absolute: a destination is a path from the root of the container.`);
    return;
  }
  if (path === '/') report('oci-mount-hides', place, 'A mount at / hides the root filesystem, which is root.path.', 'warning');
  const hidden = earlier.firstBelow(path);
  if (hidden !== undefined)
    report('oci-mount-order', place, `The mount at ${path} comes after the one at ${hidden} and hides it: put it before.`);
  else if (earlier.has(path))
    report('oci-mount-duplicate', place, `There is a mount at ${path} already; this one hides it.`, 'warning');
}

function checkSource({ files, config, report }: RuleContext, mount: Located): void {
  const source = valueAt(mount, 'source');
  const options = optionsOf(mount);
  const isBind = options.includes('bind') || options.includes('rbind');
  const type = stringOf(valueAt(mount, 'type'));
  if (type === 'bind' && !isBind)
    report(
      'oci-mount-option',
      valueAt(mount, 'type') ?? mount,
      "Type 'bind' is ignored by runtimes: add the option 'bind' or 'rbind'.",
      'warning',
    );
  const path = stringOf(source);
  if (isBind && path === undefined) report('oci-mount-source', mount, 'A bind mount needs a source.');
  if (!isBind && type === undefined)
    report('oci-mount-source', mount, 'A mount needs a type, or the option bind or rbind with a source.');
  if (!isBind || source === undefined || path === undefined || !files) return;
  const where = isAbsolute(path) ? path : join(config.origin.baseDir, path);
  if (files.kindOf(where) === undefined) report('oci-path-missing', source, `There is nothing to mount at ${where}.`, 'warning');
}

function checkOptions(mount: Located, report: RuleContext['report']): void {
  const list = valueAt(mount, 'options');
  const options = optionsOf(mount);
  if (list === undefined) return;
  for (const [one, other] of OPPOSITES)
    if (options.includes(one) && options.includes(other))
      report('oci-mount-option', list, `The options '${one}' and '${other}' exclude each other; the last one counts.`, 'warning');
}
