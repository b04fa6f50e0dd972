import { textOf, valueAt } from '../../../yaml/Located';
import type { Located } from '../../../yaml/Located';
import { parseBoolean } from '../../units';
import { problem } from './Rule';
import type { ProjectRule } from './Rule';

function isSwitchedOff(healthcheck: Located): boolean {
  const test = valueAt(healthcheck, 'test');
  const first = test?.kind === 'seq' ? textOf(test.items[0]) : textOf(test);
  return first === 'NONE' || parseBoolean(textOf(valueAt(healthcheck, 'disable')) ?? '') === true;
}

/** Waiting for health that nobody looks at never ends. An image may bring a check, so without one in the file it is only said. */
export const health: ProjectRule = (services) =>
  [...services.entries.values()].flatMap(({ key, value }) => {
    const dependencies = valueAt(value, 'depends_on');
    if (dependencies?.kind !== 'map') return [];
    return [...dependencies.entries.values()].flatMap((dependency) => {
      const condition = valueAt(dependency.value, 'condition');
      const needed = services.entries.get(dependency.key)?.value;
      if (textOf(condition) !== 'service_healthy' || !condition || !needed) return [];
      const healthcheck = valueAt(needed, 'healthcheck');
      if (!healthcheck) {
        const message = `Service ${key} waits until ${dependency.key} is healthy, but ${dependency.key} has no healthcheck here: its image must have one.`;
        return [problem('healthcheck-missing', condition, message, 'information')];
      }
      if (!isSwitchedOff(healthcheck)) return [];
      const message = `Service ${key} waits until ${dependency.key} is healthy, but the healthcheck of ${dependency.key} is switched off.`;
      return [problem('healthcheck-missing', condition, message)];
    });
  });
