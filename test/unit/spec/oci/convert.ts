import type { ContainerSpec, HostConfig } from '../../../../spec/container/ContainerSpec';
import type { OciInput, OciResult } from '../../../../spec/oci/OciInput';
import { toOciConfig } from '../../../../spec/oci/toOciConfig';
import { hostFacts } from '../host/fixture';

const ALL_CONTROLLERS = ['cpu', 'cpuset', 'memory', 'pids', 'blkio', 'devices'];

export function convert(
  hostConfig: HostConfig = {},
  changes: Partial<OciInput> = {},
  spec: Partial<ContainerSpec> = {},
): OciResult {
  return toOciConfig({
    id: '0123456789abcdef0123',
    spec: { Image: 'x', Cmd: ['true'], ...spec, HostConfig: hostConfig },
    image: {},
    host: hostFacts(),
    helper: { mode: 'root', controllers: ALL_CONTROLLERS },
    user: { uid: 0, gid: 0, additionalGids: [], home: '/root' },
    cgroupsPath: '/bulkhead/0123',
    device: (path) =>
      path === '/dev/fuse'
        ? { type: 'c', major: 10, minor: 229, fileMode: 0o666 }
        : path === '/dev/sda'
          ? { type: 'b', major: 8, minor: 0 }
          : undefined,
    volumeDirectory: (name) => (name === 'data' ? '/volumes/data' : undefined),
    ...changes,
  });
}

export const codesOf = ({ problems }: OciResult): string[] => problems.map(({ code, path }) => `${code} ${path?.at(-1) ?? ''}`);

export const ROOTLESS: Partial<OciInput> = {
  helper: { mode: 'rootless', controllers: [], gidMappings: [{ containerID: 0, hostID: 1000, size: 1 }] },
};
