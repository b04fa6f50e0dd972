import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadProject } from '../../../../../spec/compose/loadProject';

/** What is said of a value, with what it should be instead. */
function said(line: string): string[] {
  const text = `services:\n  web:\n    image: x\n    ${line}\n`;
  const readFile = (path: string): string | undefined => (path === '/p/compose.yaml' ? text : undefined);
  const { problems } = loadProject({ files: ['/p/compose.yaml'], readFile, env: {}, profiles: ['*'] });
  return problems
    .filter(({ code }) => code === 'value-invalid')
    .map(({ message, replacement }) => (replacement === undefined ? message : `${message} → ${replacement}`));
}

const RIGHT = [
  'dns: [1.1.1.1, "2606:4700::1111", "fe80::1%eth0"]',
  'extra_hosts: [a=1.2.3.4, "b:1.2.3.4", "c=[::1]", host.docker.internal:host-gateway]',
  'extra_hosts: { a: [1.2.3.4, "::ffff:10.0.0.1"], b: host-gateway }',
  'networks: { default: { ipv4_address: 10.0.0.3, ipv6_address: "fd00::3", mac_address: "02-42-AC-11-00-02" } }',
  'ports: [{ target: 80, host_ip: "::1" }, "[::1]:81:81", "127.0.0.1::82"]',
  'expose: [80, "90-95/udp"]',
  'stop_signal: SIGRTMIN+3',
  'stop_signal: quit',
  'working_dir: C:\\app',
  'tmpfs: [/run, "/tmp:size=64m"]',
  'user: "1000:"',
  'devices: [/dev/fuse, "/dev/sda:r", "/dev/sda:/dev/xvda:rwm", vendor.example/class=one]',
  'security_opt: [no-new-privileges, "seccomp:unconfined", label=type:x, mask=/proc/a]',
  'cpuset: 0-3, 6',
  'environment: [A, A.b-c=1, "B=x = y", "TEXT=a\\nb"]',
  'volumes: ["C:\\\\data:/data", "C:/data:/data:ro", "d:/data"]',
];

for (const line of RIGHT) test(`takes ${line}`, () => assert.deepEqual(said(line), []));

const WRONG: [line: string, said: string][] = [
  ['dns: 1.1.1', "dns: '1.1.1' is not valid: expected an IP address."],
  ['extra_hosts: [db]', "extra_hosts[0]: 'db' is not valid: expected a name and an address as in db=10.0.0.5."],
  ['extra_hosts: { db: x }', "extra_hosts.db: 'x' is not valid: expected an IP address or host-gateway."],
  [
    'networks: { default: { ipv4_address: 10.0.0.300 } }',
    "networks.default.ipv4_address: '10.0.0.300' is not valid: expected an IPv4 address as in 172.28.0.10.",
  ],
  ['mac_address: "1:2"', "mac_address: '1:2' is not valid: expected a MAC address as in 02:42:ac:11:00:02."],
  ['ports: ["8080:80:90"]', "ports[0]: '8080:80:90' is not valid: '8080' is not an IP address."],
  ['expose: [99999]', "expose[0]: '99999' is not valid: expected a whole number from 0 to 65535 or a port as in 80 or 80/udp."],
  [
    'stop_signal: SIGTREM',
    "stop_signal: 'SIGTREM' is not valid: expected a signal by name or number; did you mean SIGTERM? → SIGTERM",
  ],
  ['working_dir: app', "working_dir: 'app' is not valid: expected an absolute path in the container."],
  ['tmpfs: run', "tmpfs: 'run' is not valid: expected an absolute path, with options as in /run:size=64m."],
  ['user: a:b:c', "user: 'a:b:c' is not valid: expected a user, or user:group."],
  ['devices: [dev/sda]', "devices[0]: 'dev/sda' is not valid: expected a device as in /dev/ttyUSB0:/dev/ttyUSB0:rwm."],
  [
    'security_opt: ["no-new-privileges:tru"]',
    "security_opt[0]: 'no-new-privileges:tru' is not valid: expected an option as in no-new-privileges:true or seccomp=unconfined; did you mean no-new-privileges:true? → no-new-privileges:true",
  ],
  ['cpuset: 3-1', "cpuset: '3-1' is not valid: expected a list of CPU numbers as in 0-3,6."],
  [
    'environment: [A = 1]',
    "environment[0]: 'A = 1' is not valid: expected NAME=value without blanks around the name; did you mean A=1? → A=1",
  ],
  ['environment: ["=1"]', "environment[0]: '=1' is not valid: expected NAME=value without blanks around the name."],
  ['cpus: "1,5"', "cpus: '1,5' is not valid: expected a number, at least 0; did you mean 1.5? → 1.5"],
  ['stop_grace_period: 10 s', "stop_grace_period: '10 s' is not valid: expected a duration as in 1m30s; did you mean 10s? → 10s"],
  [
    'volumes: [{ type: bind, source: ./a, target: b }]',
    "volumes[0].target: 'b' is not valid: expected an absolute path in the container.",
  ],
];

for (const [line, expected] of WRONG) test(`refuses ${line}`, () => assert.deepEqual(said(line), [expected]));

test('wants the name of an image in lower case', () => {
  const text = 'services:\n  web: { image: Team/App:Latest }\n';
  const { problems } = loadProject({ files: ['/p/compose.yaml'], readFile: () => text, env: {} });
  assert.deepEqual(
    problems.filter(({ code }) => code === 'value-invalid').map(({ replacement }) => replacement),
    ['team/app:latest'],
  );
});
