import { config, testConfigs } from './configCases';

testConfigs([
  [
    'devices',
    config(
      {},
      {
        devices: [
          { type: 'c', path: 'x' },
          { type: 'p', path: '/dev/f' },
          { type: 'p', path: '/dev/f' },
          { type: 'b', path: '/dev/b', major: 4096, minor: -1 },
        ],
      },
    ),
    [
      `oci-path-relative error '"x"' 'x' is not absolute: a device is a path from the root of the container.`,
      `oci-device-number error '{"type":"c","path":"x"}' A character or block device needs major and minor.`,
      `oci-device-duplicate error '"/dev/f"' There is a device at /dev/f already; a runtime refuses a second.`,
      `oci-device-number error '4096' major 4096 is no number of a device: expected 0 to 4095.`,
      `oci-device-number error '-1' minor -1 is no number of a device: expected 0 to 1048575.`,
    ],
  ],
  [
    'covered paths',
    config({}, { maskedPaths: ['proc/kcore'] }),
    [
      `oci-path-relative error '"proc/kcore"' 'proc/kcore' is not absolute: maskedPaths are paths from the root of the container.`,
    ],
  ],
  [
    'kernel settings',
    config(
      {},
      { namespaces: [{ type: 'ipc' }], sysctl: { 'vm.swappiness': '1', 'net.ipv4.ip_forward': '1', 'kernel.msgmax': '1' } },
    ),
    [
      `oci-sysctl-host error '"vm.swappiness"' sysctl 'vm.swappiness' is not kept per namespace: it would change the host.`,
      `oci-sysctl-host error '"net.ipv4.ip_forward"' sysctl 'net.ipv4.ip_forward' needs { "type": "network" } in linux.namespaces, or it changes the host.`,
    ],
  ],
  [
    'kernel settings of a namespace that is joined, as in a pod',
    config(
      {},
      {
        namespaces: [{ type: 'network', path: '/b/rootfs' }],
        sysctl: { 'net.ipv4.ip_unprivileged_port_start': '0', 'kernel.msgmax': '1' },
      },
    ),
    [
      `oci-sysctl-host error '"kernel.msgmax"' sysctl 'kernel.msgmax' needs { "type": "ipc" } in linux.namespaces, or it changes the host.`,
    ],
  ],
]);
