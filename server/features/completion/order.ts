import { PROJECT_KEYS, SERVICE_KEYS } from '../../../spec/compose/vocabulary/projectKeys';
import type { Vocabulary } from '../../../spec/compose/vocabulary/ValueType';

/** What most files have; the rest of a long vocabulary follows by the alphabet. */
const USUAL = new Map<Vocabulary, readonly string[]>([
  [PROJECT_KEYS, ['services', 'networks', 'volumes', 'secrets', 'configs', 'include', 'name', 'models']],
  [
    SERVICE_KEYS,
    [
      ...['image', 'build', 'command', 'ports', 'environment', 'env_file', 'volumes', 'depends_on', 'networks', 'restart'],
      ...['healthcheck', 'secrets', 'configs', 'profiles', 'deploy', 'develop', 'entrypoint', 'user', 'working_dir', 'labels'],
      ...['extends', 'container_name', 'hostname', 'logging', 'mem_limit', 'cpus', 'expose', 'extra_hosts', 'stop_grace_period'],
    ],
  ],
]);

/** A number that is in order as a text, too. */
export const orderOf = (index: number): string => String(index).padStart(4, '0');

/** Where a key comes: those a table says are usual, or all of a small vocabulary as it is written, before what has no meaning any more. */
export function keyOrder(keys: Vocabulary): (key: string) => string {
  const usual = USUAL.get(keys) ?? Object.keys(keys);
  return (key) => {
    const spec = keys[key];
    if (spec?.deprecated !== undefined) return '9';
    const index = usual.indexOf(key);
    return index >= 0 ? `0${orderOf(index)}` : spec?.support?.level === 'no' ? '2' : '1';
  };
}
