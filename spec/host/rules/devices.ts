import type { PlacedProblem } from '../../Problem';
import type { Ask } from '../HostAsks';
import type { DeviceFacts, HostFacts } from '../HostFacts';
import { finding } from './Rule';
import type { HostRule } from './Rule';

/** Whether a path below `/dev` is there; `undefined` when the facts do not reach that far. */
function isThere(path: string, { nodes, directories, others }: DeviceFacts): boolean | undefined {
  if (nodes.some((node) => node.path === path) || directories.includes(path) || others.includes(path)) return true;
  const parents = path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));
  const first = parents.slice(1).find((parent) => !directories.includes(parent));
  // The first step that is not a listed directory decides, if what it would be in is listed.
  if (first === undefined || !directories.includes(first.slice(0, first.lastIndexOf('/')))) return undefined;
  return others.includes(first) || nodes.some((node) => node.path === first) ? undefined : false;
}

function missing(one: Ask<string>, devices: DeviceFacts | undefined): PlacedProblem[] {
  // A name with `=` is one of the Container Device Interface.
  if (!devices || !one.value.startsWith('/dev/') || one.value.includes('=')) return [];
  if (isThere(one.value, devices) !== false) return [];
  return [
    finding(
      one,
      'host-device',
      `${one.key}: this host has no device ${one.value}; load its driver, plug it in, or leave it out.`,
    ),
  ];
}

function missingBlock(one: Ask<string>, { devices, blockDevices }: HostFacts): PlacedProblem[] {
  if (one.value.startsWith('/')) {
    const node = devices?.nodes.find(({ path }) => path === one.value);
    if (node?.type !== 'c') return missing(one, devices);
    return [finding(one, 'host-device', `${one.key}: ${one.value} is a character device; only block devices have such limits.`)];
  }
  if (!blockDevices || blockDevices.includes(one.value)) return [];
  return [finding(one, 'host-device', `${one.key}: this host has no block device ${one.value}; the kernel refuses the limit.`)];
}

/** What the drivers of GPUs make: NVIDIA, the kernel's own graphics, AMD compute, WSL. */
const GPU_NODES = ['/dev/nvidiactl', '/dev/nvidia0', '/dev/dri', '/dev/kfd', '/dev/dxg'];

export const devices: HostRule = (asks, facts) => [
  ...asks.devices.flatMap((one) => missing(one, facts.devices)),
  ...asks.blockDevices.flatMap((one) => missingBlock(one, facts)),
  ...asks.gpus.flatMap((one) => {
    const { devices: known } = facts;
    if (!known || GPU_NODES.some((path) => isThere(path, known) !== false)) return [];
    const message = `${one.key}: this host has no GPU whose driver is loaded (none of ${GPU_NODES.join(', ')}).`;
    return [finding(one, 'host-device', message)];
  }),
];
