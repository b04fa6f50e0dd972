import { logFault } from '../../../container/logFault';
import { keyPlace, textOf, valueAt } from '../../../yaml/Located';
import { problem } from './Rule';
import type { ServiceRule } from './Rule';

/** What the engine would refuse when the container is to start. */
export const logging: ServiceRule = (service, name) => {
  const driver = valueAt(service, 'logging', 'driver');
  const options = valueAt(service, 'logging', 'options');
  if (driver?.kind === 'scalar' && driver.hasUnsetVariable) return [];
  const entries = options?.kind === 'map' ? options.entries : new Map<string, never>();
  const fault = logFault(textOf(driver) ?? 'json-file', entries.keys());
  if (!fault) return [];
  const option = fault.option === undefined ? undefined : entries.get(fault.option);
  const place = option ? keyPlace(option) : driver;
  return place ? [problem('key-unsupported', place, `Service ${name}: ${fault.message}.`)] : [];
};
