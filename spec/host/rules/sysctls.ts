import { meantSysctl } from '../meantSysctl';
import { finding } from './Rule';
import type { HostRule } from './Rule';

/** Settings below `net` that the kernel keeps for the whole host: a network namespace does not show them, or shows them read-only. */
const HOST_ONLY = new Set([
  ...['busy_poll', 'busy_read', 'default_qdisc', 'dev_weight', 'flow_limit_cpu_bitmap', 'message_burst', 'message_cost'].map(
    (name) => `net.core.${name}`,
  ),
  ...['netdev_budget', 'netdev_budget_usecs', 'netdev_max_backlog', 'rmem_default', 'rmem_max', 'wmem_default', 'wmem_max'].map(
    (name) => `net.core.${name}`,
  ),
  ...['inet_peer_maxttl', 'inet_peer_minttl', 'inet_peer_threshold', 'tcp_max_orphans', 'tcp_mem', 'udp_mem'].map(
    (name) => `net.ipv4.${name}`,
  ),
]);

/** An interface of the container need not be there on the host. */
const OF_INTERFACE = /^net\.ipv[46]\.(conf|neigh)\.(?!(all|default|lo)\.)/;

/** Settings that a container could have if this kernel had them. What no container has is the business of the spec's own rules. */
export const sysctls: HostRule = (asks, { sysctls: known, kernel }) =>
  asks.sysctls.flatMap((one) => {
    const name = one.value.replaceAll('/', '.');
    if (HOST_ONLY.has(name))
      return [
        finding(
          one,
          'host-sysctl',
          `${one.key}: ${name} cannot be set in a network namespace; set it on the host with sysctl instead.`,
        ),
      ];
    const isDecidable = known !== undefined && name.startsWith('net.') && !OF_INTERFACE.test(name);
    if (!isDecidable || known.includes(name)) return [];
    const meant = meantSysctl(
      name,
      known.filter((other) => other.startsWith('net.') && !HOST_ONLY.has(other)),
    );
    const advice = meant === undefined ? '' : ` Did you mean ${meant}?`;
    const message = `${one.key}: Linux ${kernel.release} on this host has no ${name}: it is misspelt, too new, or its module is not loaded.${advice}`;
    return [{ ...finding(one, 'host-sysctl', message), ...(meant === undefined ? {} : { replacement: meant }) }];
  });
