import { textOf, valueAt } from '../../yaml/Located';
import type { Located } from '../../yaml/Located';
import { parseAddress } from '../cidr';
import { parseInteger } from '../units';

interface Port {
  target: number;
  /** A number or a range `3000-3005` to choose from. */
  published?: string;
  hostIp?: string;
  protocol: string;
}

const MAX_PORT = 65535;
const MAX_LENGTH = 256;

function parseRange(text: string): [first: number, last: number] | undefined {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  if (!match) return undefined;
  const first = Number(match[1]);
  const last = match[2] === undefined ? first : Number(match[2]);
  return first <= last && last <= MAX_PORT ? [first, last] : undefined;
}

/** `[[ip:]published:]target[/protocol]`, with ranges of the same length on both sides. */
export function parsePortText(text: string): Port[] | string {
  if (text.length > MAX_LENGTH) return `it is longer than ${MAX_LENGTH} characters`;
  const match = /^(?:(\[[0-9a-fA-F:.%a-z]+\]|[0-9.]+|[0-9a-fA-F:]+):)??(?:([\d-]*):)?([\d-]+)(?:\/([a-z]+))?$/.exec(text);
  if (!match) return `'${text}' is not of the form [[ip:]published:]target[/protocol]`;
  const [, address, publishedText, targetText = '', protocol = 'tcp'] = match;
  const hostIp = address?.replace(/^\[|\]$/g, '');
  if (hostIp !== undefined && !parseAddress(hostIp.replace(/%.*$/, ''))) return `'${hostIp}' is not an IP address`;
  if (!['tcp', 'udp', 'sctp'].includes(protocol)) return `protocol '${protocol}' is not tcp, udp or sctp`;
  const target = parseRange(targetText);
  if (!target) return `'${targetText}' is not a port or a range of ports from 0 to ${MAX_PORT}`;
  const published = publishedText ? parseRange(publishedText) : undefined;
  if (publishedText && !published) return `'${publishedText}' is not a port or a range of ports from 0 to ${MAX_PORT}`;
  const count = target[1] - target[0] + 1;
  const isSameLength = published === undefined || published[1] - published[0] + 1 === count;
  if (!isSameLength && count > 1) return `the ranges ${publishedText ?? ''} and ${targetText} differ in length`;
  const ports: Port[] = [];
  for (let index = 0; index < count; index++) {
    const publishedOne = published && (isSameLength ? String(published[0] + index) : publishedText);
    ports.push({
      target: target[0] + index,
      protocol,
      ...(publishedOne ? { published: publishedOne } : {}),
      ...(hostIp ? { hostIp } : {}),
    });
  }
  return ports;
}

/** An item of `ports`, in either form. A text is returned for what is wrong with it. */
export function parsePort(item: Located): Port[] | string {
  const text = textOf(item);
  if (text !== undefined) return parsePortText(text);
  if (item.kind !== 'map') return 'a port is a text as in "8080:80" or a mapping with target and published';
  const target = parseInteger(textOf(valueAt(item, 'target')) ?? '');
  if (target === undefined || target < 0 || target > MAX_PORT) return `target must be a port from 0 to ${MAX_PORT}`;
  const published = textOf(valueAt(item, 'published'));
  if (published && !parseRange(published)) return `'${published}' is not a port or a range of ports from 0 to ${MAX_PORT}`;
  const hostIp = textOf(valueAt(item, 'host_ip'));
  return [
    {
      target,
      protocol: textOf(valueAt(item, 'protocol')) ?? 'tcp',
      ...(published ? { published } : {}),
      ...(hostIp ? { hostIp } : {}),
    },
  ];
}
