import type { ContainerSpec, HostConfig } from '../../spec/container/ContainerSpec';
import { checkHealthcheck } from '../health/healthPlan';
import { invalid } from '../faults';

const OWN_NETWORKS = ['', 'default', 'bridge', 'none', 'host', 'private'];

export function refuseUnavailable(spec: ContainerSpec): void {
  const hostConfig = spec.HostConfig ?? {};
  refuseNetworks(spec, hostConfig);
  if (spec.Healthcheck !== undefined) checkHealthcheck(spec.Healthcheck);
  const policy = hostConfig.RestartPolicy?.Name ?? '';
  if (!['', 'no', 'always', 'unless-stopped', 'on-failure'].includes(policy))
    throw invalid(`invalid restart policy: unknown policy '${policy}'`);
  if (hostConfig.AutoRemove === true && policy !== '' && policy !== 'no') {
    throw invalid("can't create 'AutoRemove' container with restart policy");
  }
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
  const ports = Object.keys(hostConfig.PortBindings ?? {});
  if (ports.length > 0 && mode !== 'host') {
    throw invalid(
      `port ${ports.join(', ')} cannot be published: bridge networks are not available yet; use --network host, or do not publish ports`,
    );
  }
}
