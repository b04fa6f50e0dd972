import { referenceFault } from '../../words/imageReference';
import { isNumberList } from '../../words/numberList';
import { parseAddress, parseSubnet } from '../cidr';
import { matching } from './ValueType';
import type { ValueType } from './ValueType';

const isAddress = (text: string): boolean => parseAddress(text.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/, '')) !== undefined;

export const ADDRESS = matching({ test: isAddress }, 'an IP address');
export const IPV4 = matching({ test: (text) => parseAddress(text)?.version === 4 }, 'an IPv4 address as in 172.28.0.10');
export const IPV6 = matching({ test: (text) => parseAddress(text)?.version === 6 }, 'an IPv6 address as in 2001:db8::10');
export const SUBNET = matching({ test: (text) => parseSubnet(text) !== undefined }, 'a subnet as in 172.28.0.0/16');
export const MAC = matching(/^[0-9a-fA-F]{2}(?:[:-][0-9a-fA-F]{2}){5}$/, 'a MAC address as in 02:42:ac:11:00:02');

/** What a name of `extra_hosts` stands for; `host-gateway` is the host itself. */
const isHostAddress = (text: string): boolean => text === 'host-gateway' || isAddress(text);

export const HOST_ADDRESS = matching({ test: isHostAddress }, 'an IP address or host-gateway');
export const HOST_ENTRY = matching(
  {
    test: (text) => {
      const [, address] = /^[^\s:=]+[:=](.+)$/.exec(text) ?? [];
      return address !== undefined && isHostAddress(address);
    },
  },
  'a name and an address as in db=10.0.0.5',
);

/** Of Windows, too: the file may be for containers there. */
export const CONTAINER_PATH = matching(/^(?:[/\\]|[a-zA-Z]:)/, 'an absolute path in the container');

const isPort = (text: string): boolean => {
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(?:tcp|udp|sctp))?$/.exec(text) ?? [];
  return first !== undefined && Number(first) <= Number(last) && Number(last) <= 65535;
};
export const EXPOSED_PORT = matching({ test: isPort }, 'a port as in 80 or 80/udp');

export const CPU_LIST = matching({ test: isNumberList }, 'a list of CPU numbers as in 0-3,6');

/** A node with what it is in the container and may be done to it, or a device by its class and name (CDI). */
export const DEVICE = matching(
  /^(?:\/[^:]*(?::\/[^:]*)?(?::[rwm]{1,3})?|[\w.-]+\/[\w.-]+=[\w.:-]+)$/,
  'a device as in /dev/ttyUSB0:/dev/ttyUSB0:rwm',
  'device',
);
export const DEVICE_RIGHTS = matching(/^[rwm]{1,3}$/, 'some of r, w and m');

export const TMPFS = matching(/^\//, 'an absolute path, with options as in /run:size=64m', 'tmpfs');

export const IMAGE: ValueType = {
  kind: 'string',
  pattern: { test: (text) => referenceFault(text) === undefined },
  expected: 'the name of an image in lower case, as in [registry/]name[:tag][@digest]',
  mended: (text) => text.toLowerCase(),
  source: 'image',
};
