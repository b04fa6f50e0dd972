import { hasDeviceRules, requireController } from './limits';
import type { OciResources } from './OciConfig';
import type { OciContext } from './OciContext';
import type { DeviceNode } from './OciInput';

type DeviceRule = NonNullable<OciResources['devices']>[number];

const character = (major: number, minor?: number, access = 'rwm'): DeviceRule => ({
  allow: true,
  type: 'c',
  major,
  minor,
  access,
});

/** Nothing, but making any node, and using null, zero, full, random, urandom, tty, console, ptmx and terminals. */
const DEFAULT_DEVICE_RULES: readonly DeviceRule[] = [
  { allow: false, access: 'rwm' },
  { allow: true, type: 'c', access: 'm' },
  { allow: true, type: 'b', access: 'm' },
  character(1, 3),
  character(1, 5),
  character(1, 7),
  character(1, 8),
  character(1, 9),
  character(5, 0),
  character(5, 1),
  character(5, 2),
  character(136),
];

/** Nodes cannot be made in a user namespace, so the host's are bound; what the caller may not open stays closed by its mode. */
function addDevice({ config, inUserNamespace }: OciContext, pathOnHost: string, pathInContainer: string, node: DeviceNode): void {
  if (inUserNamespace) {
    config.mounts.push({
      destination: pathInContainer,
      type: 'bind',
      source: pathOnHost,
      options: ['bind', 'rw', 'rprivate', 'nosuid', 'noexec'],
    });
    return;
  }
  (config.linux.devices ??= []).push({ path: pathInContainer, ...node });
}

function parseRule(text: string): DeviceRule | undefined {
  const match = /^([abc]) (\*|\d+):(\*|\d+) ([rwm]{1,3})$/.exec(text.trim());
  if (!match) return undefined;
  const [, type = 'a', major, minor, access = 'rwm'] = match;
  return {
    allow: true,
    type,
    access,
    ...(major === '*' ? {} : { major: Number(major) }),
    ...(minor === '*' ? {} : { minor: Number(minor) }),
  };
}

export function applyDevices(context: OciContext): void {
  const { hostConfig, input, config, report } = context;
  const hasController = hasDeviceRules(context);
  const rules: DeviceRule[] = hostConfig.Privileged ? [{ allow: true, access: 'rwm' }] : [...DEFAULT_DEVICE_RULES];
  if (hostConfig.Privileged) for (const { path, node } of input.hostDevices ?? []) addDevice(context, path, path, node);
  for (const { PathOnHost, PathInContainer, CgroupPermissions } of hostConfig.Devices ?? []) {
    const node = input.device?.(PathOnHost);
    if (!node) {
      report(
        'device-not-found',
        'HostConfig.Devices',
        `error gathering device information while adding custom device "${PathOnHost}": no such file or directory`,
      );
      continue;
    }
    const access = CgroupPermissions || 'rwm';
    if (!/^[rwm]{1,3}$/.test(access))
      report('device-invalid', 'HostConfig.Devices', `Device ${PathOnHost}: permissions '${access}' are not made of r, w and m.`);
    // A bound node cannot be narrowed to reading without the devices controller.
    if (access !== 'rwm' && access !== 'rw' && !hasController) requireController(context, 'devices', 'HostConfig.Devices');
    addDevice(context, PathOnHost, PathInContainer || PathOnHost, node);
    rules.push({ allow: true, type: node.type, major: node.major, minor: node.minor, access });
  }
  for (const text of hostConfig.DeviceCgroupRules ?? []) {
    const rule = parseRule(text);
    if (!rule)
      report(
        'device-rule-invalid',
        'HostConfig.DeviceCgroupRules',
        `invalid device cgroup rule format: '${text}', expected as in 'c 189:* rmw'`,
      );
    else if (requireController(context, 'devices', 'HostConfig.DeviceCgroupRules')) rules.push(rule);
  }
  // In a user namespace no node can be made and none is there but the bound ones, so the list guards nothing when it cannot be set.
  if (hasController) config.linux.resources.devices = rules;
  else if (!context.inUserNamespace) requireController(context, 'devices', 'HostConfig.Devices');
}
