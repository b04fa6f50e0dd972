import type { Listener } from './HostFacts';

/** States of `/proc/net/tcp` and of a UDP socket that is not connected. */
const LISTENS: Readonly<Record<Listener['protocol'], string>> = { tcp: '0A', udp: '07' };

/** Hexadecimal words in the byte order of the machine, which is little-endian on all that we run on. */
function addressOf(hex: string): string {
  if (/^0+$/.test(hex)) return '';
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => (word.match(/../g) ?? []).reverse());
  if (bytes.length === 4) return bytes.map((byte) => parseInt(byte, 16)).join('.');
  const mapped = bytes.slice(0, 12).join('').toLowerCase() === '00000000000000000000ffff';
  if (mapped)
    return bytes
      .slice(12)
      .map((byte) => parseInt(byte, 16))
      .join('.');
  const groups = (bytes.join('').match(/.{4}/g) ?? []).map((group) => parseInt(group, 16).toString(16));
  return groups
    .join(':')
    .replace(/\b(?:0:){2,}0\b|\b0(?::0)+\b/, ':')
    .replace(/:{3,}/, '::')
    .replace(/^:(?!:)|(?<!:):$/, '::');
}

export interface ListeningSocket extends Listener {
  inode: string;
}

/** Sockets that wait for others, of the text of `/proc/net/tcp`, `tcp6`, `udp` or `udp6`. */
export function parseListeners(text: string, protocol: Listener['protocol']): ListeningSocket[] {
  return text.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
    const match = /^([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})$/.exec(local);
    if (!match || state !== LISTENS[protocol]) return [];
    return [{ protocol, address: addressOf(match[1] ?? ''), port: parseInt(match[2] ?? '0', 16), inode }];
  });
}
