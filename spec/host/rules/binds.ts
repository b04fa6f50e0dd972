import type { PlacedProblem } from '../../Problem';
import type { HostAsks } from '../HostAsks';
import { finding } from './Rule';

/** What a path of this machine is; `undefined` when nothing is there. */
export type KindOf = (path: string) => 'file' | 'executable' | 'directory' | 'other' | undefined;

/** Sources of bind mounts. A matter of the disk of this machine, so not of the facts that a profile of another one holds. */
export function missingBinds(binds: HostAsks['binds'], kindOf: KindOf): PlacedProblem[] {
  return binds.flatMap((one) => {
    const { path, whenMissing } = one.value;
    if (kindOf(path) !== undefined) return [];
    const code = 'host-path-missing';
    if (whenMissing === 'made')
      return [finding(one, code, `There is nothing at ${path}: an empty directory is made there for the mount.`, 'information')];
    if (whenMissing === 'refused')
      return [
        finding(
          one,
          code,
          `There is nothing to mount at ${path}, and create_host_path is false: the service cannot start.`,
          'error',
        ),
      ];
    return [finding(one, code, `There is no file ${path}: a service that uses it cannot start.`)];
  });
}
