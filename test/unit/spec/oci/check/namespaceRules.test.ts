import { config, testConfigs } from './configCases';

testConfigs([
  [
    'namespaces',
    config(
      {},
      {
        namespaces: [
          { type: 'pid' },
          { type: 'pid' },
          { type: 'network', path: 'x' },
          { type: 'ipc', path: '/nope' },
          { type: 'usr' },
        ],
      },
    ),
    [
      `value-invalid error '"usr"' linux.namespaces[4].type: 'usr' is not valid: expected pid, network, mount, ipc, uts, user, cgroup or time; did you mean user?`,
      `oci-namespace-duplicate error '"pid"' Namespace 'pid' is listed twice; a runtime refuses that.`,
      `oci-path-relative error '"x"' The path of a namespace is absolute, as in /proc/1/ns/network.`,
      `oci-path-missing warning '"/nope"' There is no namespace at /nope: the process it belongs to may have ended.`,
    ],
  ],
  [
    'what needs a namespace',
    config(
      { hostname: 'a', mounts: [{ destination: '/x', type: 'tmpfs' }] },
      { namespaces: [], uidMappings: [{ containerID: 0, hostID: 0, size: 1 }] },
    ),
    [
      `oci-namespace-needed error '"a"' hostname needs a uts namespace: add { "type": "uts" } to linux.namespaces.`,
      `oci-namespace-needed error '[{"containerID":0,"hostID":0,"size":1}]' uidMappings needs a user namespace: add { "type": "user" } to linux.namespaces.`,
      `oci-namespace-needed error '{"destination":"/x","type":"tmpfs"}' mounts need a mount namespace: add { "type": "mount" } to linux.namespaces.`,
    ],
  ],
  [
    'id ranges',
    config(
      {},
      {
        namespaces: [{ type: 'user' }],
        uidMappings: [
          { containerID: 0, hostID: 1000, size: 10 },
          { containerID: 5, hostID: 2000, size: 0 },
        ],
      },
    ),
    [
      `oci-mapping-overlap error '5' uidMappings: containerID 5 lies in the range 0 to 9 of another entry; the kernel refuses ranges that overlap.`,
      `oci-mapping-invalid error '0' A range of uidMappings has at least one id.`,
      `oci-mapping-missing warning '[{"type":"user"}]' A new user namespace without gidMappings has no id that can be used, unless the runtime finds some: add linux.gidMappings.`,
    ],
  ],
]);
