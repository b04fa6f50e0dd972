import type { ContainerSpec, Endpoint, HostConfig } from '../../spec/container/ContainerSpec';
import { checkHealthcheck } from '../health/healthPlan';
import { invalid } from '../faults';

const OWN_NETWORKS = ['', 'default', 'bridge', 'none', 'host', 'private'];

export function refuseUnavailable(spec: ContainerSpec): void {
  const hostConfig = spec.HostConfig ?? {};
  refuseNetworks(spec, hostConfig);
  if (spec.Healthcheck !== undefined) checkHealthcheck(spec.Healthcheck);
  refuseRestartPolicy(hostConfig);
}

function refuseRestartPolicy({ RestartPolicy, AutoRemove }: HostConfig): void {
  const { Name: policy = '', MaximumRetryCount: most = 0 } = RestartPolicy ?? {};
  if (!['', 'no', 'always', 'unless-stopped', 'on-failure'].includes(policy))
    throw invalid(`invalid restart policy: unknown policy '${policy}'`);
  if (most < 0) throw invalid('invalid restart policy: maximum retry count cannot be negative');
  if (most > 0 && policy !== 'on-failure')
    throw invalid("invalid restart policy: maximum retry count can only be used with 'on-failure'");
  if (AutoRemove === true && policy !== '' && policy !== 'no')
    throw invalid("can't create 'AutoRemove' container with restart policy");
}

function refuseNetworks(spec: ContainerSpec, hostConfig: HostConfig): void {
  const mode = hostConfig.NetworkMode ?? '';
  const named = [mode, ...Object.keys(spec.NetworkingConfig?.EndpointsConfig ?? {})].find(
    (name) => !OWN_NETWORKS.includes(name) && !name.startsWith('container:'),
  );
  if (named !== undefined) {
    throw invalid(
      `network ${named} is not available: bridge networks come with a later version; use none, host, or the default (a private network with loopback only)`,
    );
  }
  for (const endpoint of Object.values(spec.NetworkingConfig?.EndpointsConfig ?? {})) refuseEndpoint(endpoint);
  const ports = Object.keys(hostConfig.PortBindings ?? {});
  if (ports.length > 0 && mode !== 'host') {
    throw invalid(
      `port ${ports.join(', ')} cannot be published: bridge networks are not available yet; use --network host, or do not publish ports`,
    );
  }
}

/** What a client may ask of a network, where there is only loopback. */
function refuseEndpoint({ MacAddress, IPAMConfig }: Endpoint): void {
  const asked = MacAddress || IPAMConfig?.IPv4Address || IPAMConfig?.IPv6Address;
  if (asked)
    throw invalid(`address ${asked} cannot be given to the container: bridge networks are not available yet; leave it out`);
}
