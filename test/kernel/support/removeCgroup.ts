import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { until } from '../../support/until';

/** With all that runs in it and below; cgroup v2. */
export async function removeCgroup(cgroup: string): Promise<void> {
  writeFileSync(`${cgroup}/cgroup.kill`, '1');
  await until(() => readFileSync(`${cgroup}/cgroup.events`, 'utf8').includes('populated 0'));
  await until(() => {
    spawnSync('find', [cgroup, '-depth', '-type', 'd', '-exec', 'rmdir', '{}', ';']);
    return !existsSync(cgroup);
  });
}
