import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostProblems } from '../../../../spec/check/hostProblems';
import type { Held } from '../../../../spec/compose/servicesOnHost';
import { loadProject } from '../../../../spec/compose/loadProject';
import type { HostFacts } from '../../../../spec/host/HostFacts';
import type { KindOf } from '../../../../spec/host/rules/binds';
import { controllers, hostFacts } from '../host/fixture';

const user = { uid: 1000, gid: 1000, name: 'me', home: '/home/me' };
const ids = [{ start: 100000, count: 65536 }];
const rootless = { user, userNamespaces: { available: true, subuid: ids, subgid: ids } };
const v2 = { cgroup: { layout: 'v2' as const, controllers: controllers(2) } };

const kindOf: KindOf = (path) => (path === '/p/src' ? 'directory' : undefined);

/** `severity code text: message` of all problems, where `text` is what the range covers. */
function found(text: string, changes: Partial<HostFacts> = {}): string[] {
  const project = loadProject({
    files: ['/p/compose.yaml'],
    readFile: (path) => (path === '/p/compose.yaml' ? text : undefined),
    env: {},
  });
  const problems = hostProblems(project, { facts: hostFacts(changes), kindOf, env: { HOME: '/home/me' } });
  return problems.map(({ severity, code, message, range }) => `${severity} ${code} ${text.slice(...(range ?? []))}: ${message}`);
}

const service = (...lines: string[]): string =>
  `services:\n  web:\n    image: x\n${lines.map((line) => `    ${line}\n`).join('')}`;

const CASES: [rule: string, text: string, changes: Partial<HostFacts>, expected: string[]][] = [
  ['what fits', service('mem_limit: 1m', 'cpus: 2', 'cpuset: "0-1"', 'pids_limit: 5', 'devices: [/dev/fuse]'), {}, []],
  [
    'more memory than there is',
    service('mem_limit: 1024g'),
    {},
    ['warning host-memory 1024g: mem_limit is 1024.0 GiB, but this host has 8.0 GiB of memory: it limits nothing.'],
  ],
  [
    'what x-oci asks for',
    service(
      'x-oci:',
      '  process: { capabilities: { ambient: [CAP_SYS_RESOURCE] } }',
      '  linux: { sysctl: { net.core.rmem_max: "1" }, resources: { memory: { limit: 1099511627776 }, unified: { memory.high: "1" } } }',
    ),
    {},
    [
      'warning host-memory 1099511627776: memory.limit is 1024.0 GiB, but this host has 8.0 GiB of memory: it limits nothing.',
      'warning host-cgroup-version memory.high: unified memory.high cannot be enforced: this host has cgroup v1, which has no such setting.',
      'warning host-capability CAP_SYS_RESOURCE: capabilities: this host does not have CAP_SYS_RESOURCE to give.',
      'warning host-sysctl net.core.rmem_max: sysctl: net.core.rmem_max cannot be set in a network namespace; set it on the host with sysctl instead.',
    ],
  ],
  [
    'swap where there is none',
    service('mem_limit: 1m', 'memswap_limit: 2m'),
    {},
    ['warning host-swap 2m: memswap_limit allows swap, but this host has none.'],
  ],
  [
    'more cores than there are, under deploy',
    service('deploy: { resources: { limits: { cpus: "3" } } }'),
    {},
    ['warning host-cpus "3": cpus is 3, but this host has 2: the container cannot be created.'],
  ],
  [
    'CPUs that are not there',
    service('cpuset: 1-2'),
    {},
    ['warning host-cpuset 1-2: cpuset names CPU 2, which this host does not have: online are 0, 1.'],
  ],
  [
    'a controller that is missing',
    service('pids_limit: 5'),
    { cgroup: { layout: 'v1', controllers: {} } },
    ['warning host-controller 5: pids_limit cannot be enforced: the pids controller is not mounted on this host.'],
  ],
  [
    'a controller that is not delegated',
    service('mem_limit: 1m'),
    { user, cgroup: { layout: 'v2', controllers: controllers(2, false) } },
    [
      'warning host-delegation 1m: mem_limit cannot be enforced for me: the memory controller is not delegated. The privileged helper can.',
    ],
  ],
  [
    'settings of v1 on v2',
    service('oom_kill_disable: true', 'cpu_rt_runtime: 1000'),
    v2,
    [
      'warning host-cgroup-version true: oom_kill_disable cannot be enforced: this host has cgroup v2, which has no such setting.',
      'warning host-cgroup-version 1000: cpu_rt_runtime cannot be enforced: this host has cgroup v2, which has no such setting.',
    ],
  ],
  [
    'a kernel without real-time groups',
    service('cpu_rt_runtime: 1000'),
    { cgroup: { layout: 'v1', controllers: controllers(1), files: { cpu: ['cpu.shares', 'cpu.cfs_quota_us'] } } },
    [
      'warning host-limit-missing 1000: cpu_rt_runtime cannot be enforced: this kernel has no cpu.rt_runtime_us; build the kernel with CONFIG_RT_GROUP_SCHED.',
    ],
  ],
  [
    'a kernel without weights of block devices',
    service('blkio_config: { weight: 300 }'),
    { cgroup: { ...v2.cgroup, files: { io: ['io.max', 'io.stat'] } } },
    [
      'warning host-limit-missing 300: blkio_config cannot be enforced: this kernel has no io.weight or io.bfq.weight; build the kernel with CONFIG_BFQ_GROUP_IOSCHED, or load the module bfq.',
    ],
  ],
  [
    'a capability root lacks',
    service('cap_add: [sys_resource]'),
    {},
    ['warning host-capability sys_resource: cap_add: this host does not have CAP_SYS_RESOURCE to give.'],
  ],
  [
    'a capability the kernel does not know',
    service('cap_add: [BPF]'),
    { capabilities: { last: 37, lastName: 'CAP_AUDIT_READ', bounding: [] } },
    ['warning host-capability BPF: cap_add: Linux 6.1.0 does not know CAP_BPF; its last capability is CAP_AUDIT_READ.'],
  ],
  [
    'sysctls that this kernel has not, or not for a container',
    service('sysctls: { net.core.rmem_max: 1, net.ipv4.tcp_new: 1, net.ipv4.conf.eth7.rp_filter: 1, net.core.somaxconn: 1 }'),
    {},
    [
      'warning host-sysctl net.core.rmem_max: sysctls: net.core.rmem_max cannot be set in a network namespace; set it on the host with sysctl instead.',
      'warning host-sysctl net.ipv4.tcp_new: sysctls: Linux 6.1.0 on this host has no net.ipv4.tcp_new: it is misspelt, too new, or its module is not loaded.',
    ],
  ],
  [
    'devices that are not there',
    service('devices: ["/dev/ttyUSB7:/dev/tty", "/dev/disk/by-id/x", "vendor.com/gpu=all", /srv/node, /dev/snd/seq]'),
    {},
    [
      'warning host-device "/dev/ttyUSB7:/dev/tty": devices: this host has no device /dev/ttyUSB7; load its driver, plug it in, or leave it out.',
      'warning host-device /dev/snd/seq: devices: this host has no device /dev/snd/seq; load its driver, plug it in, or leave it out.',
    ],
  ],
  [
    'limits of what is no block device',
    service('blkio_config: { device_read_bps: [{ path: /dev/fuse, rate: 1m }, { path: /dev/sda, rate: 1m }] }'),
    {},
    [
      'warning host-device /dev/fuse: blkio_config.device_read_bps: /dev/fuse is a character device; only block devices have such limits.',
    ],
  ],
  [
    'GPUs where there is none',
    service('gpus: all'),
    {},
    [
      'warning host-device all: gpus: this host has no GPU whose driver is loaded (none of /dev/nvidiactl, /dev/nvidia0, /dev/dri, /dev/kfd, /dev/dxg).',
    ],
  ],
  [
    'a port that is taken',
    service('ports: ["5432:80", "127.0.0.1:5432:80/udp", "8080:80"]'),
    {},
    [
      'warning host-port-taken "5432:80": Port 5432/tcp of this host is taken on all addresses now: choose another one, or stop what listens there.',
    ],
  ],
  [
    'an image without root on an old kernel',
    service('hostname: x'),
    { ...rootless, kernel: { release: '5.10.0-28-amd64', machine: 'x86_64' } },
    [
      'warning host-overlay x: image: Linux 5.10.0-28-amd64 on this host lets nobody but root mount an overlay filesystem (5.11 does): the container cannot be made for me. The privileged helper can.',
    ],
  ],
  [
    'an image where overlays are not known yet',
    service('hostname: x'),
    { filesystems: ['ext4', 'tmpfs'] },
    [
      'information host-overlay x: image: Linux 6.1.0 on this host does not know the overlay filesystem yet: if its module is not loaded by itself, load it with sudo modprobe overlay.',
    ],
  ],
  [
    'a port that only root may have',
    service('ports: ["80:80", "8080:80"]'),
    rootless,
    [
      'warning host-port-privileged "80:80": Port 80 is below 1024: me may not listen there. Choose a higher one, or lower net.ipv4.ip_unprivileged_port_start.',
    ],
  ],
  [
    'more open files than the kernel allows',
    service('ulimits: { nofile: { soft: 1024, hard: -1 } }'),
    {},
    [
      'warning host-rlimit -1: ulimits.nofile is without limit, but fs.nr_open of this host is 1048576: the kernel refuses more, even to root.',
    ],
  ],
  [
    'a user namespace where there is none',
    service('userns_mode: private'),
    { userNamespaces: { available: false, reason: 'AppArmor restricts them', subuid: [], subgid: [] } },
    ['warning host-userns private: userns_mode: no user namespace can be made on this host: AppArmor restricts them.'],
  ],
  [
    'a user that cannot be mapped',
    service('user: "70000:1"'),
    rootless,
    [
      'warning host-subid "70000:1": user: user 70000 cannot be in a container of me, who has 65536 subordinate ids; sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 me',
    ],
  ],
  [
    'another machine’s programs',
    service('platform: linux/s390x'),
    {},
    [
      "warning host-platform linux/s390x: platform: this host is x86_64 and has no emulator for s390x: its programs fail with 'exec format error'.",
    ],
  ],
  ['programs that are emulated', service('platform: linux/arm64/v8'), {}, []],
  [
    'security modules that are not active',
    service('security_opt: ["apparmor=docker-default", "label=type:x", "label=disable"]'),
    {},
    [
      'warning host-security "apparmor=docker-default": security_opt: AppArmor is not active on this host, so this protects nothing or is refused.',
      'warning host-security "label=type:x": security_opt: SELinux is not active on this host, so this protects nothing or is refused.',
    ],
  ],
  [
    'sources that are not there',
    service(
      'volumes:',
      '  - ./src:/src',
      '  - ./conf:/conf:ro',
      '  - ~/data:/data',
      '  - { type: bind, source: ./x, target: /x, bind: { create_host_path: false } }',
      '  - ${UNSET}/y:/y',
    ),
    {},
    [
      'information host-path-missing ./conf:/conf:ro: There is nothing at /p/conf: an empty directory is made there for the mount.',
      'information host-path-missing ~/data:/data: There is nothing at /home/me/data: an empty directory is made there for the mount.',
      'error host-path-missing ./x: There is nothing to mount at /p/x, and create_host_path is false: the service cannot start.',
    ],
  ],
  [
    'a secret of the home directory',
    `secrets: { key: { file: ~/.npmrc } }\n${service('secrets: [key]')}`,
    {},
    ['warning host-path-missing ~/.npmrc: There is no file /home/me/.npmrc: a service that uses it cannot start.'],
  ],
  [
    'secrets that are not there',
    `secrets: { key: { file: ./key.txt } }\n${service('secrets: [key]')}`,
    {},
    ['warning host-path-missing ./key.txt: There is no file /p/key.txt: a service that uses it cannot start.'],
  ],
  ['nothing of a value that is not known', service('mem_limit: ${UNSET}', 'user: "${UNSET}"'), rootless, []],
];

for (const [rule, text, changes, expected] of CASES)
  test(`host rule: ${rule}`, () => assert.deepEqual(found(text, changes), expected));

test('decides nothing by facts that an older profile has not', () => {
  const {
    kernel,
    user: root,
    cpus,
    memory,
    cgroup,
    userNamespaces,
    namespaces,
    capabilities,
    security,
    filesystems,
  } = hostFacts();
  const old = { kernel, user: root, cpus, memory, cgroup, userNamespaces, namespaces, capabilities, security, filesystems };
  const facts: HostFacts = { ...old, pressure: true, network: { unprivilegedPortStart: 1024 } };
  const text = service(
    'devices: [/dev/none]',
    'gpus: all',
    'sysctls: { net.ipv4.none: 1 }',
    'ulimits: { nofile: -1 }',
    'platform: linux/s390x',
    'ports: ["5432:80"]',
  );
  const readFile = (): string => text;
  const project = loadProject({
    files: ['/p/compose.yaml'],
    readFile: (path) => (path.endsWith('.yaml') ? readFile() : undefined),
    env: {},
  });
  assert.deepEqual(hostProblems(project, { facts, kindOf: undefined, env: {} }), []);
});

test('says once what two services take over from one fragment', () => {
  const text =
    'x-limits: &limits { mem_limit: 1024g }\nservices:\n  a: { image: x, <<: *limits }\n  b: { image: x, <<: *limits }\n';
  assert.equal(found(text).length, 1);
});

test('says nothing of a port that the service itself has', () => {
  const text = `name: p\n${service('ports: ["5432:80"]')}  db:\n    image: x\n    ports: ["5432:81"]\n`;
  const project = loadProject({
    files: ['/p/compose.yaml'],
    readFile: (path) => (path === '/p/compose.yaml' ? text : undefined),
    env: {},
  });
  const taken = (running: [service: string, held: Held][]): string[] =>
    hostProblems(project, { facts: hostFacts(), kindOf: undefined, env: {}, servicesOnHost: () => new Map(running) })
      .filter(({ code }) => code === 'host-port-taken')
      .map(({ range = [0, 0] }) => text.slice(...range));
  const both = ['"5432:80"', '"5432:81"'];
  assert.deepEqual(taken([]), both);
  assert.deepEqual(taken([['p web', new Set(['tcp  5432'])]]), ['"5432:81"']);
  assert.deepEqual(taken([['other web', new Set(['tcp  5432'])]]), both);
  // Its container is there, and yet somebody else has the port.
  assert.deepEqual(taken([['p web', new Set(['tcp  80', 'udp  5432'])]]), both);
  // Whose the port is cannot be seen.
  assert.deepEqual(taken([['p web', 'unknown']]), ['"5432:81"']);
});
