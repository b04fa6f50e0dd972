import type { HostFacts } from '../HostFacts';
import type { PortAsk } from '../HostAsks';
import { finding } from './Rule';
import type { HostRule } from './Rule';

const ANY = ['', '0.0.0.0', '::'];

function listener({ port, protocol, address = '' }: PortAsk, { network }: HostFacts): string | undefined {
  const found = network.listening?.find(
    (one) =>
      one.port === port &&
      one.protocol === protocol &&
      (ANY.includes(address) || ANY.includes(one.address) || one.address === address),
  );
  return found && (found.address === '' ? 'all addresses' : found.address);
}

/** Ports to publish. Whether one is free changes all the time; who knows that the project itself has it leaves that out. */
export const ports: HostRule = (asks, facts) =>
  asks.ports.flatMap((one) => {
    const { port, protocol } = one.value;
    const { user, network } = facts;
    const holder = listener(one.value, facts);
    if (holder !== undefined)
      return [
        finding(
          one,
          'host-port-taken',
          `Port ${port}/${protocol} of this host is taken on ${holder} now: choose another one, or stop what listens there.`,
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
