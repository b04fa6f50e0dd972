import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ContainerSpec, HostConfig } from '../../../../spec/container/ContainerSpec';
import type { OciConfig, OciResources } from '../../../../spec/oci/OciConfig';
import { CONVERSION_ROWS, ENGINE_KEYS, REFUSED_KEYS } from '../../../../spec/oci/containerSpecTable';
import { controllers, hostFacts } from '../host/fixture';
import { codesOf, convert, ROOTLESS } from './convert';

const RESOURCES: [rule: string, hostConfig: HostConfig, expected: Partial<OciResources>][] = [
  ['memory limits swap to the same again', { Memory: 67108864 }, { memory: { limit: 67108864, swap: 134217728 } }],
  ['unlimited swap', { Memory: 67108864, MemorySwap: -1 }, { memory: { limit: 67108864, swap: -1 } }],
  ['no swap', { Memory: 67108864, MemorySwap: 67108864 }, { memory: { limit: 67108864, swap: 67108864 } }],
  ['reservation alone', { MemoryReservation: 1048576 }, { memory: { reservation: 1048576 } }],
  ['half a core', { NanoCpus: 5e8 }, { cpu: { period: 100000, quota: 50000 } }],
  ['quota without a period', { CpuQuota: 20000 }, { cpu: { period: 100000, quota: 20000 } }],
  ['shares', { CpuShares: 2 }, { cpu: { shares: 2 } }],
  ['cpuset', { CpusetCpus: '0-1', CpusetMems: '0' }, { cpu: { cpus: '0-1', mems: '0' } }],
  ['pids', { PidsLimit: 50 }, { pids: { limit: 50 } }],
  ['pids without limit', { PidsLimit: -1 }, { pids: undefined }],
  [
    'block io',
    { BlkioWeight: 300, BlkioDeviceReadBps: [{ Path: '/dev/sda', Rate: 9 }] },
    {
      blockIO: {
        weight: 300,
        throttleReadBpsDevice: [{ major: 8, minor: 0, rate: 9 }],
      },
    },
  ],
];

for (const [rule, hostConfig, expected] of RESOURCES)
  test(`resources: ${rule}`, () => {
    const result = convert(hostConfig);
    assert.deepEqual(codesOf(result), []);
    for (const [key, value] of Object.entries(expected))
      assert.deepEqual(result.config.linux?.resources?.[key as keyof OciResources], value);
  });

const REFUSALS: [rule: string, hostConfig: HostConfig, codes: string[], spec?: Partial<ContainerSpec>][] = [
  ['memory below Docker’s floor', { Memory: 1048576 }, ['memory-too-small Memory']],
  ['swap below memory', { Memory: 67108864, MemorySwap: 1048576 }, ['memory-swap-invalid MemorySwap']],
  ['swap without memory', { MemorySwap: 67108864 }, ['memory-swap-invalid MemorySwap']],
  [
    'reservation above the limit',
    { Memory: 67108864, MemoryReservation: 134217728 },
    ['memory-reservation-invalid MemoryReservation'],
  ],
  ['more cores than there are', { NanoCpus: 3e9 }, ['cpu-out-of-range NanoCpus']],
  ['fewer cores than none', { NanoCpus: -1e9 }, ['cpu-out-of-range NanoCpus']],
  ['shares the kernel would change', { CpuShares: 1 }, ['cpu-out-of-range CpuShares']],
  ['memory nodes that are no list', { CpusetMems: 'x' }, ['cpuset-invalid CpusetMems']],
  ['cores and quota together', { NanoCpus: 1e9, CpuQuota: 5000 }, ['cpu-conflict NanoCpus']],
  ['CPUs that are not there', { CpusetCpus: '0-7' }, ['cpuset-unavailable CpusetCpus']],
  ['kernel memory', { KernelMemory: 1e9 }, ['limit-unenforceable KernelMemory']],
  ['unknown capability', { CapAdd: ['FLY'] }, ['capability-unknown CapAdd']],
  ['capability the host lacks', { CapAdd: ['SYS_RESOURCE'] }, ['capability-unavailable CapAdd']],
  ['sysctl of the host', { Sysctls: { 'vm.swappiness': '1' } }, ['sysctl-not-namespaced Sysctls']],
  [
    'sysctl of the host’s network',
    { NetworkMode: 'host', Sysctls: { 'net.core.somaxconn': '1' } },
    ['sysctl-host-namespace Sysctls'],
  ],
  ['sysctl that climbs out', { Sysctls: { 'net..kernel.x': '1' } }, ['sysctl-not-namespaced Sysctls']],
  ['host name by sysctl', { Sysctls: { 'kernel.hostname': 'a' } }, ['sysctl-refused Sysctls']],
  ['named network', { NetworkMode: 'front' }, ['network-unsupported NetworkMode']],
  ['published ports', { PortBindings: { '80/tcp': [{ HostPort: '80' }] } }, ['ports-unsupported PortBindings']],
  ['namespace of a container that does not run', { PidMode: 'container:x' }, ['namespace-not-found PidMode']],
  ['unknown ulimit', { Ulimits: [{ Name: 'files', Soft: 1, Hard: 1 }] }, ['ulimit-unknown Ulimits']],
  ['soft above hard', { Ulimits: [{ Name: 'nofile', Soft: 2, Hard: 1 }] }, ['ulimit-invalid Ulimits']],
  [
    'device that is none',
    { Devices: [{ PathOnHost: '/dev/none', PathInContainer: '', CgroupPermissions: '' }] },
    ['device-not-found Devices'],
  ],
  ['device rule', { DeviceCgroupRules: ['x 1:2 r'] }, ['device-rule-invalid DeviceCgroupRules']],
  ['bind without a target', { Binds: ['/a'] }, ['bind-invalid Binds']],
  ['unknown volume', { Binds: ['nope:/a'] }, ['volume-not-found Binds']],
  ['two mounts at one place', { Binds: ['/a:/x', '/b:/x/'] }, ['mount-duplicate Mounts']],
  ['a mount over everything', { Binds: ['/a:/'] }, ['mount-invalid Mounts']],
  ['init without a program for it', { Init: true }, ['init-unavailable Init']],
  ['AppArmor without AppArmor', { SecurityOpt: ['apparmor=mine'] }, ['apparmor-unavailable SecurityOpt']],
  ['unknown security option', { SecurityOpt: ['magic'] }, ['security-option-unknown SecurityOpt']],
  ['broken seccomp profile', { SecurityOpt: ['seccomp={'] }, ['seccomp-invalid SecurityOpt']],
  ['no command', {}, ['no-command Cmd'], { Cmd: [] }],
  ['relative working directory', {}, ['working-dir-invalid WorkingDir'], { WorkingDir: 'a' }],
  ['host name beside the host’s UTS namespace', { UTSMode: 'host' }, ['hostname-conflict Hostname'], { Hostname: 'h' }],
  ['hooks in x-oci', {}, ['oci-hooks-refused hooks'], { 'x-oci': { hooks: {} } }],
  ['another place for the cgroup', { CgroupParent: '/mine' }, ['key-unsupported CgroupParent']],
  ['a runtime that is not ours', { Runtime: 'kata' } as HostConfig, ['key-unsupported Runtime']],
  ['a key nobody knows, as a warning', { Warp: 9 } as HostConfig, ['key-unknown Warp']],
  [
    'Docker’s empty values',
    { Links: null, Init: undefined, VolumesFrom: [], Runtime: '', Isolation: '', ConsoleSize: [24, 80] } as HostConfig,
    [],
  ],
];

for (const [rule, hostConfig, codes, spec] of REFUSALS)
  test(`refuses: ${rule}`, () => assert.deepEqual(codesOf(convert(hostConfig, {}, spec)), codes));

test('refuses every limit by name where none can be set', () => {
  const limits: HostConfig = { Memory: 67108864, NanoCpus: 1e9, CpusetCpus: '0', PidsLimit: 5, BlkioWeight: 100 };
  const result = convert(limits, ROOTLESS);
  assert.deepEqual(
    codesOf(result),
    ['Memory', 'NanoCpus', 'CpusetCpus', 'PidsLimit', 'BlkioWeight'].map((key) => `limit-unenforceable ${key}`),
  );
  assert.equal(
    result.problems[0]?.message,
    'Memory cannot be enforced: the memory controller is not delegated to this user: run the privileged helper: sudo bulkhead-helper serve --for-uid 0.',
  );
  const v2 = hostFacts({ cgroup: { layout: 'v2', controllers: controllers(2) } });
  assert.match(
    convert(limits, { ...ROOTLESS, host: v2 }).problems[0]?.message ?? '',
    /--for-uid 0, or delegate it \(systemd: Delegate=yes\)/,
  );
});

test('refuses settings cgroup v2 does not have', () => {
  const host = hostFacts({ cgroup: { layout: 'v2', controllers: controllers(2) } });
  assert.deepEqual(codesOf(convert({ MemorySwappiness: 10, OomKillDisable: true }, { host })), [
    'limit-unenforceable MemorySwappiness',
    'limit-unenforceable OomKillDisable',
  ]);
});

const PROCESS: [
  rule: string,
  spec: Partial<ContainerSpec>,
  image: object,
  expected: Partial<NonNullable<OciConfig['process']>>,
][] = [
  ['image command', { Cmd: null }, { Cmd: ['a'] }, { args: ['a'] }],
  ['entrypoint and command', { Cmd: ['b'] }, { Entrypoint: ['a'], Cmd: ['x'] }, { args: ['a', 'b'] }],
  [
    'own entrypoint drops the image’s command',
    { Cmd: null, Entrypoint: ['c'] },
    { Entrypoint: ['a'], Cmd: ['x'] },
    { args: ['c'] },
  ],
  ['reset entrypoint', { Entrypoint: [''], Cmd: ['b'] }, { Entrypoint: ['a'] }, { args: ['b'] }],
  [
    'environment',
    { Env: ['A=own', 'B'], Tty: true, Hostname: 'h' },
    { Env: ['A=image', 'B=image', 'PATH=/bin'] },
    { env: ['PATH=/bin', 'HOSTNAME=h', 'TERM=xterm', 'A=own', 'HOME=/root'] },
  ],
  ['working directory of the image', {}, { WorkingDir: '/w' }, { cwd: '/w' }],
  ['terminal', { Tty: true }, {}, { terminal: true }],
];

for (const [rule, spec, image, expected] of PROCESS)
  test(`process: ${rule}`, () => {
    const { config } = convert({}, { image }, spec);
    for (const [key, value] of Object.entries(expected)) assert.deepEqual(config.process?.[key as keyof typeof expected], value);
  });

const bounding = (hostConfig: HostConfig): number | string => {
  const list = convert(hostConfig).config.process?.capabilities?.bounding ?? [];
  return list.length > 3 ? list.length : list.join();
};

test('gives capabilities as Docker does', () => {
  assert.equal(bounding({}), 14);
  assert.equal(bounding({ CapAdd: ['net_admin', 'CAP_SYS_PTRACE'] }), 16);
  assert.equal(bounding({ CapDrop: ['ALL'] }), '');
  assert.equal(bounding({ CapDrop: ['all'], CapAdd: ['CHOWN'] }), 'CAP_CHOWN');
  assert.equal(bounding({ CapAdd: ['ALL'], CapDrop: ['SYS_ADMIN'] }), 39);
  assert.equal(bounding({ Privileged: true }), 40);
});

test('gives a user who is not root nothing to hold, and no one anything to inherit', () => {
  const { config } = convert({}, { user: { uid: 1000, gid: 1000, additionalGids: [5], home: '/' } });
  assert.deepEqual(config.process?.capabilities?.effective, []);
  assert.deepEqual(config.process.capabilities.inheritable, []);
  assert.deepEqual(config.process.user, { uid: 1000, gid: 1000, additionalGids: [5] });
});

const namespaces = (hostConfig: HostConfig, changes = {}): string =>
  (convert(hostConfig, changes).config.linux?.namespaces ?? [])
    .map(({ type, path }) => (path ? `${type}=${path}` : type))
    .join(' ');

test('makes, shares and joins namespaces', () => {
  assert.equal(namespaces({}), 'mount network pid ipc uts cgroup');
  for (const NetworkMode of ['', 'default', 'bridge', 'none']) assert.match(namespaces({ NetworkMode }), /network/);
  assert.equal(
    namespaces({ NetworkMode: 'host', PidMode: 'host', IpcMode: 'host', UTSMode: 'host', CgroupnsMode: 'host' }),
    'mount',
  );
  assert.match(
    namespaces({ NetworkMode: 'container:a' }, { joinedNamespaces: { network: '/proc/7/ns/net' } }),
    /network=\/proc\/7\/ns\/net/,
  );
  const userNamespace = { uidMappings: [{ containerID: 0, hostID: 1000, size: 1 }], gidMappings: [] };
  assert.match(namespaces({}, { userNamespace }), / user$/);
});

test('of what it joins, a container with a user namespace of its own mounts nothing that takes rights there', () => {
  const userNamespace = { uidMappings: [{ containerID: 0, hostID: 1000, size: 1 }], gidMappings: [] };
  const joinedNamespaces = { network: '/proc/7/ns/net', ipc: '/proc/7/ns/ipc', pid: '/proc/7/ns/pid' };
  const joined = { NetworkMode: 'container:a', IpcMode: 'container:a' };
  const { config } = convert(joined, { userNamespace, joinedNamespaces });
  assert.equal(mountAt(config, '/sys')?.type, 'bind');
  assert.equal(mountAt(config, '/dev/mqueue'), undefined);
  const shared = convert(joined, { joinedNamespaces }).config;
  assert.deepEqual([mountAt(shared, '/sys')?.type, mountAt(shared, '/dev/mqueue')?.type], ['sysfs', 'mqueue']);
  assert.deepEqual(codesOf(convert({ PidMode: 'container:a' }, { userNamespace, joinedNamespaces })), [
    'key-unsupported PidMode',
  ]);
});

const mountAt = (config: OciConfig, target: string) => config.mounts?.find(({ destination }) => destination === target);

test('mounts the kernel’s filesystems', () => {
  const { config } = convert();
  assert.deepEqual(
    config.mounts?.map(({ destination }) => destination),
    ['/proc', '/dev', '/dev/pts', '/sys', '/sys/fs/cgroup', '/dev/mqueue', '/dev/shm'],
  );
  assert.deepEqual(mountAt(config, '/dev/shm')?.options, ['nosuid', 'noexec', 'nodev', 'mode=1777', 'size=67108864']);
  assert.ok(mountAt(config, '/sys')?.options?.includes('ro'));
  assert.equal(mountAt(convert({ IpcMode: 'none' }).config, '/dev/shm'), undefined);
  assert.ok(mountAt(convert({ Privileged: true }).config, '/sys')?.options?.includes('rw'));
});

test('mounts what a user namespace allows', () => {
  const { config } = convert({ NetworkMode: 'host', PidMode: 'host' }, ROOTLESS);
  assert.deepEqual(mountAt(config, '/sys'), {
    destination: '/sys',
    type: 'bind',
    source: '/sys',
    options: ['rbind', 'nosuid', 'noexec', 'nodev', 'ro'],
  });
  assert.equal(mountAt(config, '/proc')?.type, 'bind');
  assert.ok(!mountAt(config, '/dev/pts')?.options?.includes('gid=5'));
  assert.equal(mountAt(config, '/sys/fs/cgroup'), undefined);
  assert.equal(config.process?.noNewPrivileges, true);
});

test('mounts binds, volumes and tmpfs from the root downwards', () => {
  const { config } = convert({
    Binds: ['/h:/a/b:ro,rslave', 'data:/a', '/s:/dev/shm'],
    Tmpfs: { '/t': 'size=1m,exec' },
    Mounts: [{ Type: 'bind', Source: '/m', Target: '/m', BindOptions: { NonRecursive: true } }],
  });
  assert.deepEqual(
    config.mounts?.slice(-5).map(({ destination, source, options }) => `${source ?? ''} ${destination} ${options?.join() ?? ''}`),
    [
      '/volumes/data /a rbind,rw,rprivate',
      '/m /m bind,rw,rprivate',
      'tmpfs /t nosuid,nodev,size=1m,exec',
      '/h /a/b rbind,ro,rslave',
      '/s /dev/shm rbind,rw,rprivate',
    ],
  );
  assert.equal(config.mounts.filter(({ destination }) => destination === '/dev/shm').length, 1);
});

test('makes device nodes as root, binds them in a user namespace', () => {
  const Devices = [{ PathOnHost: '/dev/fuse', PathInContainer: '/dev/f', CgroupPermissions: 'rw' }];
  const asRoot = convert({ Devices }).config;
  assert.deepEqual(asRoot.linux?.devices, [{ path: '/dev/f', type: 'c', major: 10, minor: 229, fileMode: 0o666 }]);
  assert.deepEqual(asRoot.linux.resources?.devices?.at(-1), { allow: true, type: 'c', major: 10, minor: 229, access: 'rw' });
  const rootless = convert({ Devices }, ROOTLESS).config;
  assert.equal(mountAt(rootless, '/dev/f')?.source, '/dev/fuse');
  assert.equal(rootless.linux?.devices, undefined);
});

test('sets device rules by a program on cgroup v2, where there is no controller for them', () => {
  const host = hostFacts({ cgroup: { layout: 'v2', controllers: controllers(2) } });
  const result = convert({}, { host, helper: { mode: 'root', controllers: ['memory'] } });
  assert.deepEqual(codesOf(result), []);
  assert.equal(result.config.linux?.resources?.devices?.length, 12);
});

test('opens a privileged container', () => {
  const { config } = convert(
    { Privileged: true },
    { hostDevices: [{ path: '/dev/sda', node: { type: 'b', major: 8, minor: 0 } }] },
  );
  assert.deepEqual([config.linux?.maskedPaths, config.linux?.readonlyPaths, config.linux?.seccomp], [[], [], undefined]);
  assert.deepEqual(config.linux?.resources?.devices, [{ allow: true, access: 'rwm' }]);
  assert.equal(config.linux.devices?.length, 1);
});

test('masks and protects paths of the kernel, and of the host image', () => {
  const { config } = convert({}, { maskedPaths: ['/etc/shadow'] });
  for (const path of [
    '/proc/kcore',
    '/proc/interrupts',
    '/sys/devices/virtual/powercap',
    '/sys/devices/system/cpu/cpu1/thermal_throttle',
    '/etc/shadow',
  ])
    assert.ok(config.linux?.maskedPaths?.includes(path), path);
  assert.deepEqual(convert({ Privileged: true }, { maskedPaths: ['/etc/shadow'] }).config.linux?.maskedPaths, ['/etc/shadow']);
  assert.ok(config.linux?.readonlyPaths?.includes('/proc/sys'));
});

test('writes unlimited rlimits so that a 64-bit reader gets them', () => {
  const { config } = convert({ Ulimits: [{ Name: 'memlock', Soft: -1, Hard: -1 }] });
  const text = JSON.stringify(config.process?.rlimits?.[0]);
  const hard = BigInt(/"hard":(\d+)/.exec(text)?.[1] ?? '0');
  assert.ok(hard > 2n ** 63n && hard < 2n ** 64n);
});

test('merges x-oci over the config, appending lists', () => {
  const fragment = {
    linux: { resources: { hugepageLimits: [{ pageSize: '2MB', limit: 0 }] }, namespaces: [{ type: 'time' }], seccomp: null },
    process: { cwd: '/x' },
  };
  const { config } = convert({ Memory: 67108864 }, {}, { 'x-oci': fragment });
  assert.equal(config.linux?.resources?.hugepageLimits?.length, 1);
  assert.equal(config.linux.resources.memory?.limit, 67108864);
  assert.equal(config.linux.namespaces?.at(-1)?.type, 'time');
  assert.equal(config.linux.seccomp, undefined);
  assert.equal(config.process?.cwd, '/x');
});

test('names no key twice in the table', () => {
  const keys = [...CONVERSION_ROWS.flatMap((row) => row.keys), ...ENGINE_KEYS, ...Object.keys(REFUSED_KEYS)];
  assert.equal(new Set(keys).size, keys.length);
});

test('everyone may ping and listen on every port in a network namespace of the container’s own', () => {
  assert.deepEqual(convert().config.linux?.sysctl, {
    'net.ipv4.ip_unprivileged_port_start': '0',
    'net.ipv4.ping_group_range': '0 2147483647',
  });
  assert.deepEqual(convert({}, ROOTLESS).config.linux?.sysctl, { 'net.ipv4.ip_unprivileged_port_start': '0' });
  assert.equal(convert({ NetworkMode: 'host' }).config.linux?.sysctl, undefined);
});

test('ipc: host takes the queues of the host only where they are mounted', () => {
  const boundFrom = (others: string[]) =>
    convert({ IpcMode: 'host' }, { host: hostFacts({ devices: { nodes: [], directories: ['/dev'], others } }) })
      .config.mounts?.filter(({ type }) => type === 'bind')
      .map(({ source }) => source);
  assert.deepEqual(boundFrom(['/dev/shm']), ['/dev/shm']);
  assert.deepEqual(boundFrom(['/dev/mqueue', '/dev/shm']), ['/dev/shm', '/dev/mqueue']);
});
