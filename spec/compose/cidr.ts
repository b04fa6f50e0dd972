export interface Subnet {
  version: 4 | 6;
  base: bigint;
  prefix: number;
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

/** `::ffff:10.0.0.1` as groups of hexadecimal digits. */
function withoutDots(text: string): string {
  const [, head, tail] = /^(.*:)([\d.]+)$/.exec(text) ?? [];
  const four = head === undefined || tail === undefined ? undefined : parseIpv4(tail);
  return head === undefined || four === undefined
    ? text
    : `${head}${(four >> 16n).toString(16)}:${(four & 0xffffn).toString(16)}`;
}

function parseIpv6(written: string): bigint | undefined {
  const text = withoutDots(written.slice(0, 64));
  const halves = text.toLowerCase().split('::');
  if (halves.length > 2 || text.length > 39) return undefined;
  const [head = [], tail = []] = halves.map((half) => half.split(':').filter((group) => group !== ''));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/.test(group))) return undefined;
  return groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}

export function parseAddress(text: string): { version: 4 | 6; value: bigint } | undefined {
  const [four, six] = [parseIpv4(text), parseIpv6(text)];
  if (four !== undefined) return { version: 4, value: four };
  return six === undefined ? undefined : { version: 6, value: six };
}

/** `172.28.0.0/16`. */
export function parseSubnet(text: string): Subnet | undefined {
  const [address = '', prefixText = '', ...rest] = text.split('/');
  const parsed = parseAddress(address);
  const prefix = /^\d{1,3}$/.test(prefixText) ? Number(prefixText) : undefined;
  if (!parsed || prefix === undefined || rest.length > 0 || prefix > (parsed.version === 4 ? 32 : 128)) return undefined;
  return { version: parsed.version, base: parsed.value, prefix };
}

export function contains({ version, base, prefix }: Subnet, address: { version: 4 | 6; value: bigint }): boolean {
  const shift = BigInt((version === 4 ? 32 : 128) - prefix);
  return version === address.version && base >> shift === address.value >> shift;
}
