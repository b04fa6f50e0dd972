import { isKernelAtLeast } from '../kernelVersion';
import { allSystemCalls, firstVersionOf, isCallOf } from '../systemCalls';
import { finding } from './Rule';
import type { HostRule } from './Rule';

/** Filters may be for programs of other architectures, too: what those have is not in the tables. */
const MACHINES: Readonly<Record<string, string>> = { SCMP_ARCH_X86_64: 'x86_64', SCMP_ARCH_AARCH64: 'aarch64' };

/** Calls that are to be kept from programs and are not there: the rule does nothing, and what it was for may be done in another way. */
export const systemCalls: HostRule = (asks, { kernel: { machine, release } }) =>
  asks.systemCalls.flatMap((one) => {
    const { name, architectures } = one.value;
    if (!allSystemCalls().has(name)) return [];
    if (isCallOf(machine, name) === false) {
      if (architectures.some((each) => MACHINES[each] === undefined)) return [];
      const successor = isCallOf(machine, `${name}at`) ? `; programs use ${name}at there` : '';
      const message = `${one.key}: ${machine}, which this host is, has no system call ${name}${successor}: the rule does nothing for it.`;
      return [finding(one, 'host-syscall', message)];
    }
    const version = firstVersionOf(name);
    if (version === undefined || isKernelAtLeast(release, version)) return [];
    const message = `${one.key}: Linux ${release} on this host has no system call ${name}, which came in ${version}: the rule does nothing for it.`;
    return [finding(one, 'host-syscall', message, 'information')];
  });
