import { textOf, valueAt } from '../../../yaml/Located';
import type { Located } from '../../../yaml/Located';
import { contains, parseAddress, parseSubnet } from '../../cidr';
import type { Subnet } from '../../cidr';
import { problem } from './Rule';
import type { ProjectRule } from './Rule';

function subnetsOf(network: Located | undefined): { subnet: Subnet; text: string }[] {
  const config = valueAt(network, 'ipam', 'config');
  if (config?.kind !== 'seq') return [];
  return config.items.flatMap((item) => {
    const text = textOf(valueAt(item, 'subnet'));
    const subnet = text === undefined ? undefined : parseSubnet(text);
    return text !== undefined && subnet ? [{ subnet, text }] : [];
  });
}

/** A fixed address is one of its network, and of one service alone. Without a subnet in the file nothing can be said of the former. */
export const addresses: ProjectRule = (services, root) => {
  const taken = new Map<string, string>();
  return [...services.entries.values()].flatMap(({ key: service, value }) => {
    const networks = valueAt(value, 'networks');
    if (networks?.kind !== 'map') return [];
    return [...networks.entries.values()].flatMap(({ key: network, value: attachment }) =>
      ['ipv4_address', 'ipv6_address'].flatMap((kind) => {
        const node = valueAt(attachment, kind);
        const text = textOf(node) ?? '';
        const address = parseAddress(text);
        if (!node || !address) return [];
        const id = `${network} ${address.value}`;
        const other = taken.get(id);
        taken.set(id, other ?? service);
        if (other !== undefined)
          return [
            problem(
              'address-duplicate',
              node,
              `Services ${other} and ${service} both have address ${text} on network ${network}.`,
            ),
          ];
        const subnets = subnetsOf(valueAt(root, 'networks', network)).filter(({ subnet }) => subnet.version === address.version);
        if (subnets.length === 0 || subnets.some(({ subnet }) => contains(subnet, address))) return [];
        const message = `Service ${service}: ${text} is not in ${subnets.map((one) => one.text).join(' or ')}, the subnet of network ${network}.`;
        return [problem('address-outside-subnet', node, message)];
      }),
    );
  });
};
