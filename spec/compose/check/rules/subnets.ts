import type { PlacedProblem } from '../../../Problem';
import { textOf, valueAt } from '../../../yaml/Located';
import type { Located } from '../../../yaml/Located';
import { contains, parseAddress, parseSubnet } from '../../cidr';
import type { Subnet } from '../../cidr';
import { problem } from './Rule';
import type { ProjectRule } from './Rule';

interface Written {
  network: string;
  node: Located;
  text: string;
  subnet: Subnet;
}

/** One of them lies in the other: networks of addresses do not overlap otherwise. */
const overlap = (a: Subnet, b: Subnet): boolean =>
  contains(a, { version: b.version, value: b.base }) || contains(b, { version: a.version, value: a.base });

/** A gateway, and a part to give out, must be of the subnet beside them. */
function outside(config: Located, { subnet, text, network }: Written): PlacedProblem[] {
  return ['gateway', 'ip_range'].flatMap((key) => {
    const node = valueAt(config, key);
    const written = textOf(node) ?? '';
    const address = key === 'gateway' ? parseAddress(written) : firstOf(parseSubnet(written));
    if (!node || !address || address.version !== subnet.version || contains(subnet, address)) return [];
    const message = `Network ${network}: ${key} ${written} is not in ${text}, the subnet beside it.`;
    return [problem('address-outside-subnet', node, message)];
  });
}

const firstOf = (subnet: Subnet | undefined): ReturnType<typeof parseAddress> =>
  subnet && { version: subnet.version, value: subnet.base };

/** What networks say of their addresses, alone and together: two subnets that overlap cannot both be routed. */
export const subnets: ProjectRule = (_, root) => {
  const networks = valueAt(root, 'networks');
  const seen: Written[] = [];
  return [...(networks?.kind === 'map' ? networks.entries.values() : [])].flatMap(({ key: network, value }) => {
    const configs = valueAt(value, 'ipam', 'config');
    return (configs?.kind === 'seq' ? configs.items : []).flatMap((config) => {
      const node = valueAt(config, 'subnet');
      const text = textOf(node);
      const subnet = text === undefined ? undefined : parseSubnet(text);
      if (!node || text === undefined || !subnet) return [];
      const own: Written = { network, node, text, subnet };
      const other = seen.find((one) => overlap(one.subnet, subnet));
      seen.push(own);
      const both = other && `Subnet ${text} of network ${network} overlaps ${other.text} of network ${other.network}.`;
      return [...outside(config, own), ...(both === undefined ? [] : [problem('subnet-overlap', node, both)])];
    });
  });
};
