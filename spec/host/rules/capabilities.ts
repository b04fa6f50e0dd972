import { CAPABILITY_NAMES, normalizeCapability } from '../capabilityNames';
import { finding } from './Rule';
import type { HostRule } from './Rule';

export const capabilities: HostRule = (asks, { capabilities: { bounding, last, lastName }, kernel, user }) =>
  asks.capabilities.flatMap((one) => {
    const name = normalizeCapability(one.value);
    const number = CAPABILITY_NAMES.indexOf(name);
    if (number < 0) return [];
    if (last > 0 && number > last)
      return [
        finding(
          one,
          'host-capability',
          `${one.key}: Linux ${kernel.release} does not know ${name}; its last capability is ${lastName}.`,
        ),
      ];
    // In a user namespace of its own even a process without rights has all of them.
    if (user.uid !== 0 || bounding.includes(name)) return [];
    return [finding(one, 'host-capability', `${one.key}: this host does not have ${name} to give.`)];
  });
