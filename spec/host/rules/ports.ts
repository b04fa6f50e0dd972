import type { HostFacts, Listener } from '../HostFacts';
import type { PortAsk } from '../HostAsks';
import { finding } from './Rule';
import type { HostRule } from './Rule';

const ANY = ['', '0.0.0.0', '::'];

/** Who listens where a port would be published. */
export function listenersAt({ port, protocol, address = '' }: PortAsk, { network }: HostFacts): Listener[] {
  return (network.listening ?? []).filter(
    (one) =>
      one.port === port &&
      one.protocol === protocol &&
      (ANY.includes(address) || ANY.includes(one.address) || one.address === address),
  );
}

/** Ports to publish. Whether one is free changes all the time; who knows that the project itself has it leaves that out. */
export const ports: HostRule = (asks, facts) =>
  asks.ports.flatMap((one) => {
    const { port, protocol } = one.value;
    const { user, network } = facts;
    const [holder] = listenersAt(one.value, facts);
    if (holder)
      return [
        finding(
          one,
          'host-port-taken',
          `Port ${port}/${protocol} of this host is taken on ${holder.address || 'all addresses'} now: choose another one, or stop what listens there.`,
        ),
      ];
    if (user.uid === 0 || port === 0 || port >= network.unprivilegedPortStart) return [];
    return [
      finding(
        one,
        'host-port-privileged',
        `Port ${port} is below ${network.unprivilegedPortStart}: ${user.name} may not listen there. Choose a higher one, or lower net.ipv4.ip_unprivileged_port_start.`,
      ),
    ];
  });
