import type { ContainerRecord } from './ContainerRecord';
import type { Deps } from './Deps';

const NEVER = '0001-01-01T00:00:00Z';

export function isoTime(ms: number): string {
  return ms === 0 ? NEVER : new Date(ms).toISOString();
}

interface MountPoint {
  Type: 'bind' | 'volume' | 'tmpfs';
  Name?: string;
  Source: string;
  Destination: string;
  Driver?: string;
  Mode: string;
  RW: boolean;
  Propagation: string;
}

/** `Mounts` of inspect and list. */
export function mountPoints(deps: Pick<Deps, 'volumes'>, { spec, volumes }: ContainerRecord): MountPoint[] {
  const points: MountPoint[] = volumes.map(({ name, destination, readOnly }) => ({
    ...{ Type: 'volume', Name: name, Source: deps.volumes.dataPath(name), Destination: destination, Driver: 'local' },
    ...{ Mode: 'z', RW: !readOnly, Propagation: '' },
  }));
  for (const bind of spec.HostConfig?.Binds ?? []) {
    const [source = '', destination = '', mode = ''] = bind.split(':');
    if (!source.startsWith('/')) continue;
    points.push({
      Type: 'bind',
      Source: source,
      Destination: destination,
      Mode: mode,
      RW: !mode.split(',').includes('ro'),
      Propagation: 'rprivate',
    });
  }
  for (const { Type, Source = '', Target, ReadOnly, BindOptions } of spec.HostConfig?.Mounts ?? []) {
    if (Type === 'volume') continue;
    const propagation = Type === 'bind' ? (BindOptions?.Propagation ?? 'rprivate') : '';
    points.push({ Type, Source, Destination: Target, Mode: '', RW: ReadOnly !== true, Propagation: propagation });
  }
  return points;
}

export function networkMode({ spec }: ContainerRecord): string {
  const mode = spec.HostConfig?.NetworkMode ?? '';
  return mode === '' ? 'default' : mode;
}

/** Without bridges every network is one of three names, and none gives an address. */
export function networks(record: ContainerRecord): Record<string, object> {
  const mode = networkMode(record);
  if (mode.startsWith('container:')) return {};
  const name = mode === 'host' || mode === 'none' ? mode : 'bridge';
  return {
    [name]: {
      ...{ IPAMConfig: null, Links: null, Aliases: null, MacAddress: '', DriverOpts: null, NetworkID: name, EndpointID: '' },
      ...{
        Gateway: '',
        IPAddress: '',
        IPPrefixLen: 0,
        IPv6Gateway: '',
        GlobalIPv6Address: '',
        GlobalIPv6PrefixLen: 0,
        DNSNames: null,
      },
    },
  };
}
