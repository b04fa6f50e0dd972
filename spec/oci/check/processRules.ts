import { join } from 'node:path';
import { closest } from '../../compose/check/closest';
import { valueAt } from '../../yaml/Located';
import type { Located } from '../../yaml/Located';
import { RLIMIT_WORDS } from '../../words/limits';
import { integerOf, itemsOf, stringOf, type RuleContext } from './Rule';

const RLIMITS = Object.keys(RLIMIT_WORDS);

export function checkProcess(context: RuleContext): void {
  const { config, report } = context;
  const process = valueAt(config, 'process');
  if (process === undefined) return;
  const cwd = valueAt(process, 'cwd');
  const directory = stringOf(cwd);
  if (cwd !== undefined && directory !== undefined && !directory.startsWith('/'))
    report('oci-path-relative', cwd, `'${directory}' is not absolute: cwd is a path from the root of the container.`);
  const args = valueAt(process, 'args');
  if (process.kind === 'map' && (args === undefined || (args.kind === 'seq' && args.items.length === 0)))
    report('oci-process-args', args ?? process, 'The process has no program: args needs at least one entry.');
  const size = valueAt(process, 'consoleSize');
  const terminal = valueAt(process, 'terminal');
  if (size !== undefined && !(terminal?.kind === 'scalar' && terminal.value === true))
    report('oci-console-size', size, 'consoleSize has no effect without "terminal": true.', 'warning');
  checkEnvironment(valueAt(process, 'env'), report);
  checkRlimits(process, report);
}

/** Of a process or a hook. */
export function checkEnvironment(env: Located | undefined, report: RuleContext['report']): void {
  const seen = new Set<string>();
  for (const item of itemsOf(env)) {
    const entry = stringOf(item);
    if (entry === undefined) continue;
    const equals = entry.indexOf('=');
    const name = entry.slice(0, equals);
    if (equals < 1) report('oci-env-invalid', item, `'${entry.slice(0, 60)}' is no variable: expected NAME=value.`);
    else if (seen.has(name)) report('oci-env-duplicate', item, `${name} is set twice; the last one counts.`, 'warning');
    seen.add(name);
  }
}

function checkRlimits(process: Located, report: RuleContext['report']): void {
  const seen = new Set<string>();
  for (const limit of itemsOf(valueAt(process, 'rlimits'))) {
    const type = valueAt(limit, 'type');
    const name = stringOf(type);
    if (type !== undefined && name !== undefined) {
      const meant = closest(name, RLIMITS);
      if (!RLIMITS.includes(name))
        report(
          'oci-rlimit-unknown',
          type,
          `There is no limit '${name}'${meant === undefined ? '.' : `; did you mean ${meant}?`}`,
          'error',
          { replacement: meant && `"${meant}"` },
        );
      else if (seen.has(name)) report('oci-rlimit-duplicate', type, `${name} is set twice; a runtime refuses that.`);
      seen.add(name);
    }
    const soft = valueAt(limit, 'soft');
    const [low, high] = [integerOf(soft), integerOf(valueAt(limit, 'hard'))];
    if (soft !== undefined && low !== undefined && high !== undefined && low > high)
      report('oci-rlimit-order', soft, `The soft limit ${low} is above the hard limit ${high}; the kernel refuses that.`);
  }
}

/** The bundle: where the root filesystem is, and whether the program is in it. */
export function checkRoot({ config, files, report }: RuleContext): void {
  if (valueAt(config, 'root') === undefined)
    report('key-missing', config, "The config lacks the key 'root': a container of Linux has a root filesystem.");
  const path = valueAt(config, 'root', 'path');
  const root = stringOf(path);
  if (path !== undefined && root === '')
    report('value-invalid', path, "root.path: '' is not valid: expected a path, absolute or from the directory of the config.");
  if (path === undefined || !root || !files) return;
  const rootfs = root.startsWith('/') ? root : join(config.origin.baseDir, root);
  if (files.kindOf(rootfs) !== 'directory') {
    report('oci-path-missing', path, `There is no directory ${rootfs} to be the root filesystem.`, 'warning');
    return;
  }
  const program = valueAt(config, 'process', 'args', 0);
  const name = stringOf(program);
  if (program === undefined || name?.startsWith('/') !== true) return;
  const kind = files.kindOf(join(rootfs, name));
  if (kind === 'file') report('oci-program-mode', program, `${name} in ${root} is not executable.`, 'warning');
  else if (kind === 'directory') report('oci-program-mode', program, `${name} in ${root} is a directory.`, 'warning');
}
