import type { PlacedProblem } from '../../../Problem';
import { textOf, valueAt } from '../../../yaml/Located';
import type { Located } from '../../../yaml/Located';
import { parseBoolean } from '../../units';
import { problem } from './Rule';
import type { ProjectRule } from './Rule';

function isSwitchedOff(healthcheck: Located): boolean {
  const test = valueAt(healthcheck, 'test');
  const first = test?.kind === 'seq' ? textOf(test.items[0]) : undefined;
  return first === 'NONE' || parseBoolean(textOf(valueAt(healthcheck, 'disable')) ?? '') === true;
}

/** Waiting for health that nobody looks at never ends. An image may bring a check, so without one in the file it is only said. */
export const health: ProjectRule = (services) => {
  const problems: PlacedProblem[] = [];
  for (const { key, value } of services.entries.values()) {
    const dependencies = valueAt(value, 'depends_on');
    if (dependencies?.kind !== 'map') continue;
    for (const dependency of dependencies.entries.values()) {
      const condition = valueAt(dependency.value, 'condition');
      const needed = services.entries.get(dependency.key)?.value;
      if (textOf(condition) !== 'service_healthy' || !condition || !needed) continue;
      const healthcheck = valueAt(needed, 'healthcheck');
      const waits = `Service ${key} waits until ${dependency.key} is healthy, but`;
      if (!healthcheck) {
        const message = `${waits} ${dependency.key} has no healthcheck here: its image must have one.`;
        problems.push(problem('healthcheck-missing', condition, message, 'information'));
      } else if (isSwitchedOff(healthcheck)) {
        const message = `${waits} the healthcheck of ${dependency.key} is switched off.`;
        problems.push(problem('healthcheck-missing', condition, message));
      }
    }
  }
  return problems;
};
