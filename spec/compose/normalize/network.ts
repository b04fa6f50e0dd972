import type { ContainerSpec, HostConfig } from '../../container/ContainerSpec';
import type { NormalizeContext } from './NormalizeContext';
import { compact } from './readers';
import type { Reader } from './readers';

/** `service:<name>` as the container of that service. */
function joined(context: NormalizeContext, mode: string | undefined): string | undefined {
  return mode?.startsWith('service:') ? `container:${context.containerNameOf(mode.slice('service:'.length))}` : mode;
}

export function networkPart(context: NormalizeContext, read: Reader): { spec: Partial<ContainerSpec>; hostConfig: HostConfig } {
  const exposed = read.texts('expose').map((port): [string, object] => [port.includes('/') ? port : `${port}/tcp`, {}]);
  const hosts = read.texts('extra_hosts').map((entry) => entry.replace('=', ':'));
  return {
    spec: exposed.length > 0 ? { ExposedPorts: Object.fromEntries(exposed) } : {},
    hostConfig: compact({
      NetworkMode: joined(context, read.text('network_mode')) ?? 'default',
      PidMode: joined(context, read.text('pid')),
      IpcMode: joined(context, read.text('ipc')),
      UTSMode: read.text('uts'),
      UsernsMode: read.text('userns_mode'),
      CgroupnsMode: read.text('cgroup'),
      Dns: read.texts('dns'),
      DnsOptions: read.texts('dns_opt'),
      DnsSearch: read.texts('dns_search'),
      ExtraHosts: hosts,
    }),
  };
}
