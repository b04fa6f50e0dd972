import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OciConfig } from '../../spec/oci/OciConfig';
import type { ContainerSpec } from '../../spec/container/ContainerSpec';

const LOOPBACK = [
  '127.0.0.1\tlocalhost',
  '::1\tlocalhost ip6-localhost ip6-loopback',
  'ff02::1\tip6-allnodes',
  'ff02::2\tip6-allrouters',
];

/** Mounted over the image's own, as Docker does. */
export function etcFiles(directory: string): { hostname: string; hosts: string; resolvConf: string } {
  return {
    hostname: join(directory, 'etc', 'hostname'),
    hosts: join(directory, 'etc', 'hosts'),
    resolvConf: join(directory, 'etc', 'resolv.conf'),
  };
}

/** At every start: what the container wrote into them last time is gone, as with Docker. A few bytes each, not worth the thread pool. */
export function writeEtcFiles(directory: string, spec: ContainerSpec, { hostname }: OciConfig): void {
  const files = etcFiles(directory);
  const hostConfig = spec.HostConfig ?? {};
  const extra = (hostConfig.ExtraHosts ?? []).map(extraHost);
  mkdirSync(join(directory, 'etc'), { recursive: true, mode: 0o755 });
  writeFileSync(files.hostname, `${hostname ?? ''}\n`, { mode: 0o644 });
  if (hostConfig.NetworkMode === 'host') writeFileSync(files.hosts, hostFile('/etc/hosts'), { mode: 0o644 });
  else
    writeFileSync(
      files.hosts,
      [...LOOPBACK, ...(hostname === undefined ? [] : [`127.0.0.1\t${hostname}`]), ...extra, ''].join('\n'),
      { mode: 0o644 },
    );
  const { Dns = [], DnsSearch = [], DnsOptions = [] } = hostConfig;
  if (Dns.length + DnsSearch.length + DnsOptions.length === 0)
    writeFileSync(files.resolvConf, hostFile('/etc/resolv.conf'), { mode: 0o644 });
  else writeFileSync(files.resolvConf, resolvConf(Dns, DnsSearch, DnsOptions), { mode: 0o644 });
}

/** A host without the file gives an empty one. */
function hostFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function extraHost(entry: string): string {
  const colon = entry.indexOf(':');
  return `${entry.slice(colon + 1).replace(/^\[(.*)\]$/, '$1')}\t${entry.slice(0, colon)}`;
}

function resolvConf(servers: string[], search: string[], options: string[]): string {
  const lines = servers.map((server) => `nameserver ${server}`);
  if (search.length > 0) lines.push(`search ${search.join(' ')}`);
  if (options.length > 0) lines.push(`options ${options.join(' ')}`);
  return `${lines.join('\n')}\n`;
}
