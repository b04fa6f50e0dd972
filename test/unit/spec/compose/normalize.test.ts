import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ContainerSpec, HostConfig } from '../../../../spec/container/ContainerSpec';
import { loadService } from './load';

const specOf = (...lines: string[]): ContainerSpec =>
  loadService(
    [
      'services:',
      '  web:',
      '    image: x',
      ...lines.map((line) => `    ${line}`),
      'volumes:',
      '  data:',
      '  named: { name: real }',
      '  ext: { external: true }',
      'secrets:',
      '  key: { file: ./k }',
    ].join('\n'),
    'web',
    {
      env: { HOME: '/home/me', FROM_ENV: 'outer' },
    },
  ).container;

const HOST: [line: string, expected: Partial<HostConfig>][] = [
  ['mem_limit: 64m', { Memory: 67108864 }],
  ['mem_limit: 67108864', { Memory: 67108864 }],
  ['memswap_limit: -1', { MemorySwap: -1 }],
  ['cpus: 0.5', { NanoCpus: 5e8 }],
  ['cpus: "1.25"', { NanoCpus: 125e7 }],
  [
    'deploy: { resources: { limits: { cpus: "0.5", memory: 1g, pids: 9 }, reservations: { memory: 1m } } }',
    { NanoCpus: 5e8, Memory: 1073741824, PidsLimit: 9, MemoryReservation: 1048576 },
  ],
  ['cpu_period: 50ms', { CpuPeriod: 50000 }],
  ['cpuset: 0-1', { CpusetCpus: '0-1' }],
  [
    'ulimits: { nofile: { soft: 1, hard: 2 }, nproc: 3 }',
    {
      Ulimits: [
        { Name: 'nofile', Soft: 1, Hard: 2 },
        { Name: 'nproc', Soft: 3, Hard: 3 },
      ],
    },
  ],
  ['sysctls: [net.core.somaxconn=1]', { Sysctls: { 'net.core.somaxconn': '1' } }],
  ['sysctls: { net.core.somaxconn: 1 }', { Sysctls: { 'net.core.somaxconn': '1' } }],
  ['tmpfs: /t', { Tmpfs: { '/t': '' } }],
  ['tmpfs: ["/t:size=1m,mode=700"]', { Tmpfs: { '/t': 'size=1m,mode=700' } }],
  [
    'volumes: ["./a:/a:ro", "~/b:/b", "/c:/c", "data:/d", "named:/n", "ext:/e"]',
    { Binds: ['/p/a:/a:ro', '/home/me/b:/b:rw', '/c:/c:rw', 'p_data:/d:rw', 'real:/n:rw', 'ext:/e:rw'] },
  ],
  [
    'volumes: [{ type: bind, source: ./a, target: /a, bind: { create_host_path: false } }]',
    { Mounts: [{ Type: 'bind', Source: '/p/a', Target: '/a', ReadOnly: false, BindOptions: {} }] },
  ],
  [
    'volumes: [{ type: tmpfs, target: /t, tmpfs: { size: 1m, mode: 0700 } }]',
    { Mounts: [{ Type: 'tmpfs', Target: '/t', ReadOnly: false, TmpfsOptions: { SizeBytes: 1048576, Mode: 0o700 } }] },
  ],
  ['secrets: [key]', { Mounts: [{ Type: 'bind', Source: '/p/k', Target: '/run/secrets/key', ReadOnly: true }] }],
  [
    'devices: ["/dev/fuse", "/dev/a:/dev/b:r"]',
    {
      Devices: [
        { PathOnHost: '/dev/fuse', PathInContainer: '/dev/fuse', CgroupPermissions: 'rwm' },
        { PathOnHost: '/dev/a', PathInContainer: '/dev/b', CgroupPermissions: 'r' },
      ],
    },
  ],
  [
    'blkio_config: { weight: 300, device_read_bps: [{ path: /dev/sda, rate: 1mb }] }',
    { BlkioWeight: 300, BlkioDeviceReadBps: [{ Path: '/dev/sda', Rate: 1048576 }] },
  ],
  ['restart: on-failure:3', { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 } }],
  ['restart: "no"', { RestartPolicy: { Name: 'no' } }],
  [
    'deploy: { restart_policy: { condition: on-failure, max_attempts: 2 } }',
    { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 2 } },
  ],
  ['logging: { driver: local, options: { max-size: 1m } }', { LogConfig: { Type: 'local', Config: { 'max-size': '1m' } } }],
  ['extra_hosts: ["a=1.2.3.4", "b:::1"]', { ExtraHosts: ['a:1.2.3.4', 'b:::1'] }],
  ['extra_hosts: { a: [1.2.3.4, 1.2.3.5] }', { ExtraHosts: ['a:1.2.3.4', 'a:1.2.3.5'] }],
  ['dns: 1.1.1.1', { Dns: ['1.1.1.1'] }],
  ['network_mode: service:web', { NetworkMode: 'container:p-web-1' }],
  ['cap_add: [NET_ADMIN]', { CapAdd: ['NET_ADMIN'] }],
  ['privileged: "true"', { Privileged: true }],
  ['read_only: true', { ReadonlyRootfs: true }],
];

for (const [line, expected] of HOST)
  test(`service ${line}`, () => {
    const found = specOf(line).HostConfig ?? {};
    for (const [key, value] of Object.entries(expected)) assert.deepEqual(found[key as keyof HostConfig], value, key);
  });

const CONTAINER: [lines: string[], expected: Partial<ContainerSpec>][] = [
  [['command: sh -c "a b"'], { Cmd: ['sh', '-c', 'a b'] }],
  [['command: [a, "$$b"]'], { Cmd: ['a', '$b'] }],
  [['entrypoint: []'], { Entrypoint: [''] }],
  [['environment: [A=1, FROM_ENV, MISSING]'], { Env: ['A=1', 'FROM_ENV=outer'] }],
  [['environment: { A: 1, B: true, C: }'], { Env: ['A=1', 'B=true'] }],
  [
    ['environment: { A: 022, B: 1.10, C: "022", D: 1_0, E: !!str 010, F: 2026-11-28, G: "${FROM_ENV:-010}" }'],
    { Env: ['A=18', 'B=1.1', 'C=022', 'D=10', 'E=010', 'F=2026-11-28', 'G=outer'] },
  ],
  [['environment: [A=022, B=1.10]', 'labels: { a: ${NONE:-010} }'], { Env: ['A=022', 'B=1.10'] }],
  [['mem_limit: 1e9', 'environment: { A: 1e9 }'], { Env: ['A=1e+09'] }],
  [['stop_grace_period: 1m', 'stop_signal: SIGINT'], { StopTimeout: 60, StopSignal: 'SIGINT' }],
  [
    ['tty: true', 'stdin_open: true', 'hostname: h', 'user: "1:2"', 'working_dir: /w'],
    { Tty: true, OpenStdin: true, Hostname: 'h', User: '1:2', WorkingDir: '/w' },
  ],
  [['volumes: [/anonymous]'], { Volumes: { '/anonymous': {} } }],
  [['expose: [80, "81/udp"]'], { ExposedPorts: { '80/tcp': {}, '81/udp': {} } }],
  [
    ['healthcheck: { test: "exit 0", interval: 5s, retries: 2 }'],
    { Healthcheck: { Test: ['CMD-SHELL', 'exit 0'], Interval: 5e9, Retries: 2 } },
  ],
  [
    [
      'x-oci: { process: { oomScoreAdj: "5", terminal: "yes" }, linux: { resources: { cpu: { burst: 0x10 }, unified: { a.b: "1" } } } }',
    ],
    {
      'x-oci': {
        process: { oomScoreAdj: 5, terminal: true },
        linux: { resources: { cpu: { burst: 16 }, unified: { 'a.b': '1' } } },
      },
    },
  ],
  [
    ['x-oci: { linux: { resources: { memory: { limit: 9223372036854775807 } } } }'],
    { 'x-oci': { linux: { resources: { memory: { limit: { $wholeNumber: '9223372036854775807' } } } } } },
  ],
  [['x-oci: { linux: { seccomp: null, sysctl: { a: b } } }'], { 'x-oci': { linux: { seccomp: null, sysctl: { a: 'b' } } } }],
];

for (const [lines, expected] of CONTAINER)
  test(`service ${lines.join(', ')}`, () => {
    const found = specOf(...lines);
    for (const [key, value] of Object.entries(expected)) assert.deepEqual(found[key as keyof ContainerSpec], value, key);
  });

test('carries the labels of Docker Compose', () => {
  const { Labels = {} } = specOf('labels: { mine: 1 }');
  assert.deepEqual(Labels, {
    mine: '1',
    'com.docker.compose.project': 'p',
    'com.docker.compose.service': 'web',
    'com.docker.compose.container-number': '1',
    'com.docker.compose.project.config_files': '/p/compose.yaml',
    'com.docker.compose.project.working_dir': '/p',
    'com.docker.compose.oneoff': 'False',
  });
});

test('reads env_file in order, below environment', () => {
  const files = { '/p/a.env': 'A=1\nB=1\nC=${A}x\n', '/p/b.env': 'B=2\nQ="$A"\n' };
  const yaml =
    'services:\n  web:\n    image: x\n    env_file: [a.env, { path: b.env, format: raw }, { path: none, required: false }]\n    environment: { A: own }\n';
  assert.deepEqual(loadService(yaml, 'web', {}, files).container.Env, ['A=own', 'B=2', 'C=1x', 'Q="$A"']);
});

test('puts the text of a seccomp profile in the option', () => {
  const yaml = 'services:\n  web:\n    image: x\n    security_opt: ["seccomp:./s.json", "no-new-privileges:true"]\n';
  assert.deepEqual(
    loadService(yaml, 'web', {}, { '/p/s.json': '{"defaultAction":"SCMP_ACT_ALLOW"}' }).container.HostConfig?.SecurityOpt,
    ['seccomp={"defaultAction":"SCMP_ACT_ALLOW"}', 'no-new-privileges:true'],
  );
});
