import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkOciConfig } from '../../../../../spec/oci/check/checkOciConfig';
import type { BundleFiles } from '../../../../../spec/oci/check/Rule';
import { settle } from '../../../../../spec/Problem';
import { YamlFile } from '../../../../../spec/yaml/YamlFile';

const files: BundleFiles = {
  kindOf: (path) =>
    (
      ({
        '/b/rootfs': 'directory',
        '/b/rootfs/bin/sh': 'executable',
        '/b/rootfs/etc/passwd': 'file',
        '/bin/hook': 'file',
      }) as const
    )[path],
};

/** `code severity 'text pointed at' message`. */
function problemsOf(text: string): string[] {
  const { root, problems } = new YamlFile('/b/config.json', '/b').parse(text);
  assert.deepEqual(problems, []);
  assert.ok(root);
  return checkOciConfig(root, files)
    .map(settle)
    .map(({ code, severity, message, range }) => `${code} ${severity} '${text.slice(...(range ?? [0, 0]))}' ${message}`);
}

/** A config that is right but for what `parts` says. */
function config(parts: Record<string, unknown>, linux: Record<string, unknown> = {}): string {
  const namespaces = ['mount', 'pid', 'uts', 'ipc', 'network'].map((type) => ({ type }));
  return JSON.stringify({
    ociVersion: '1.2.0',
    root: { path: 'rootfs' },
    process: { cwd: '/', args: ['/bin/sh'] },
    linux: { namespaces, ...linux },
    ...parts,
  });
}

const process = (more: object): Record<string, unknown> => ({ process: { cwd: '/', args: ['sh'], ...more } });
const resources = (more: object): Record<string, unknown> => ({ resources: more });

const cases: [rule: string, text: string, expected: string[]][] = [
  ['takes a config that is right', config({ hostname: 'a' }), []],
  [
    'a version',
    config({ ociVersion: '1' }),
    [`value-invalid error '"1"' ociVersion: '1' is not valid: expected a version as in 1.2.0.`],
  ],
  [
    'a missing key',
    config({ process: {} }),
    [
      "key-missing error '{}' process lacks the key 'cwd'.",
      "oci-process-args error '{}' The process has no program: args needs at least one entry.",
    ],
  ],
  [
    'an unknown key',
    config({ hostnme: 'a' }),
    [`key-unknown warning '"hostnme"' Unknown key 'hostnme' at the top of the file; did you mean 'hostname'?`],
  ],
  [
    'a number in quotes',
    config({}, resources({ memory: { limit: '64' } })),
    [
      `value-invalid error '"64"' linux.resources.memory.limit: '64' is not valid: expected a whole number from -2^63 to 2^63 - 1, without quotes.`,
    ],
  ],
  [
    'a number that is no text',
    config({ hostname: 7 }),
    [`value-invalid error '7' hostname: 7 is no text: expected a text, in quotes.`],
  ],
  [
    'an enumeration',
    config({}, { rootfsPropagation: 'prvate' }),
    [
      `value-invalid error '"prvate"' linux.rootfsPropagation: 'prvate' is not valid: expected private, shared, slave or unbindable; did you mean private?`,
    ],
  ],
  [
    'unlimited as 64 bits say it',
    config(process({ rlimits: [{ type: 'RLIMIT_CORE', soft: 0, hard: 1 }] })).replace('"hard":1', '"hard":18446744073709551615'),
    [],
  ],
  [
    'one more than 64 bits hold',
    config(process({ rlimits: [{ type: 'RLIMIT_CORE', soft: 0, hard: 1 }] })).replace('"hard":1', '"hard":18446744073709551616'),
    [
      `value-invalid error '18446744073709551616' process.rlimits[0].hard: '18446744073709551616' is not valid: expected a whole number from 0 to 2^64 - 1.`,
    ],
  ],
  [
    'a missing root',
    config({ root: { path: 'nope' } }),
    [`oci-path-missing warning '"nope"' There is no directory /b/nope to be the root filesystem.`],
  ],
  [
    'a program without the right to run',
    config({ process: { cwd: '/', args: ['/etc/passwd'] } }),
    [`oci-program-mode warning '"/etc/passwd"' /etc/passwd in rootfs is not executable.`],
  ],
  [
    'a relative cwd',
    config(process({ cwd: 'x' })),
    [`oci-path-relative error '"x"' 'x' is not absolute: cwd is a path from the root of the container.`],
  ],
  [
    'a size without a terminal',
    config(process({ consoleSize: { height: 1, width: 2 } })),
    [`oci-console-size warning '{"height":1,"width":2}' consoleSize has no effect without "terminal": true.`],
  ],
  [
    'variables',
    config(process({ env: ['A=1', 'B', 'A=2'] })),
    [
      `oci-env-invalid error '"B"' 'B' is no variable: expected NAME=value.`,
      `oci-env-duplicate warning '"A=2"' A is set twice; the last one counts.`,
    ],
  ],
  [
    'limits of the process',
    config(
      process({
        rlimits: [
          { type: 'RLIMIT_NOFILE', soft: 2, hard: 1 },
          { type: 'RLIMIT_NOFILE', soft: 1, hard: 1 },
          { type: 'RLIMIT_NOFILES', soft: 1, hard: 1 },
        ],
      }),
    ),
    [
      `oci-rlimit-order error '2' The soft limit 2 is above the hard limit 1; the kernel refuses that.`,
      `oci-rlimit-duplicate error '"RLIMIT_NOFILE"' RLIMIT_NOFILE is set twice; a runtime refuses that.`,
      `oci-rlimit-unknown error '"RLIMIT_NOFILES"' There is no limit 'RLIMIT_NOFILES'; did you mean RLIMIT_NOFILE?`,
    ],
  ],
  [
    'oomScoreAdj',
    config(process({ oomScoreAdj: 1001 })),
    [`value-invalid error '1001' process.oomScoreAdj: '1001' is not valid: expected a whole number from -1000 to 1000.`],
  ],
  [
    'a capability that is not there',
    config(process({ capabilities: { bounding: ['NET_ADMIN', 'CAP_CHWON'] } })),
    [
      `oci-capability-unknown error '"NET_ADMIN"' There is no capability 'NET_ADMIN'; did you mean CAP_NET_ADMIN?`,
      `oci-capability-unknown error '"CAP_CHWON"' There is no capability 'CAP_CHWON'; did you mean CAP_CHOWN?`,
    ],
  ],
  [
    'capability sets',
    config(process({ capabilities: { permitted: ['CAP_KILL'], effective: ['CAP_CHOWN'], ambient: ['CAP_KILL'] } })),
    [
      `oci-capability-subset error '"CAP_CHOWN"' CAP_CHOWN is in effective but not in permitted: the kernel refuses that.`,
      `oci-capability-subset information '"CAP_KILL"' CAP_KILL is in ambient but not in inheritable: it cannot be raised and is left out.`,
      `oci-capability-subset warning '"CAP_KILL"' CAP_KILL is in permitted but not in bounding: execve takes it away.`,
    ],
  ],
  [
    'the order of mounts',
    config({
      mounts: [
        { destination: '/dev/pts', type: 'devpts' },
        { destination: '/dev/', type: 'tmpfs' },
        { destination: '/dev', type: 'tmpfs' },
        { destination: 'x', type: 'proc' },
      ],
    }),
    [
      `oci-mount-order error '"/dev/"' The mount at /dev comes after the one at /dev/pts and hides it: put it before.`,
      `oci-mount-order error '"/dev"' The mount at /dev comes after the one at /dev/pts and hides it: put it before.`,
      `oci-path-relative error '"x"' 'x' is not absolute: a destination is a path from the root of the container.`,
    ],
  ],
  [
    'bind mounts',
    config({
      mounts: [
        { destination: '/a', type: 'bind', source: 'rootfs' },
        { destination: '/b', options: ['bind'] },
        { destination: '/c', source: 'nope', options: ['rbind', 'ro', 'rw'] },
        { destination: '/d' },
      ],
    }),
    [
      `oci-mount-option warning '"bind"' Type 'bind' is ignored by runtimes: add the option 'bind' or 'rbind'.`,
      `oci-mount-source error '{"destination":"/b","options":["bind"]}' A bind mount needs a source.`,
      `oci-path-missing warning '"nope"' There is nothing to mount at /b/nope.`,
      `oci-mount-option warning '["rbind","ro","rw"]' The options 'ro' and 'rw' exclude each other; the last one counts.`,
      `oci-mount-source error '{"destination":"/d"}' A mount needs a type, or the option bind or rbind with a source.`,
    ],
  ],
  [
    'hooks',
    config({
      hooks: {
        poststop: [{ path: 'x' }, { path: '/nope' }, { path: '/bin/hook', timeout: 0 }],
        startContainer: [{ path: '/in' }],
      },
    }),
    [
      `value-invalid error '0' hooks.poststop[2].timeout: '0' is not valid: expected a whole number from 1 to 2147483647.`,
      `oci-path-relative error '"x"' 'x' is not absolute: a hook is named by its whole path.`,
      `oci-path-missing warning '"/nope"' There is no program /nope.`,
      `oci-program-mode warning '"/bin/hook"' /bin/hook is not executable.`,
    ],
  ],
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
  [
    'devices',
    config(
      {},
      {
        devices: [
          { type: 'c', path: 'x' },
          { type: 'p', path: '/dev/f' },
          { type: 'p', path: '/dev/f' },
        ],
      },
    ),
    [
      `oci-path-relative error '"x"' 'x' is not absolute: a device is a path from the root of the container.`,
      `oci-device-number error '{"type":"c","path":"x"}' A character or block device needs major and minor.`,
      `oci-device-duplicate error '"/dev/f"' There is a device at /dev/f already; a runtime refuses a second.`,
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
      `oci-sysctl-host error '"net.ipv4.ip_forward"' sysctl 'net.ipv4.ip_forward' needs a network namespace of the container's own, or it changes another's.`,
    ],
  ],
  [
    'ranges of the cgroup',
    config(
      {},
      resources({
        cpu: { shares: 1, period: 999, quota: -1, idle: 2 },
        pids: { limit: 0 },
        blockIO: { weight: 5 },
        memory: { limit: -1 },
      }),
    ),
    [
      `oci-resource-range error '1' cpu.shares 1 is out of what the kernel takes: 2 to 262144 shares.`,
      `oci-resource-range error '999' cpu.period 999 is out of what the kernel takes: 1000 to 1000000 microseconds.`,
      `oci-resource-range error '2' cpu.idle 2 is out of what the kernel takes: 0 to 1.`,
      `oci-resource-range error '0' pids.limit 0 is out of what the kernel takes: 1 to 4194304 processes, or -1 for no limit.`,
      `oci-resource-range error '5' blockIO.weight 5 is out of what the kernel takes: 10 to 1000.`,
    ],
  ],
  [
    'memory and CPU that contradict themselves',
    config({}, resources({ memory: { limit: 100, swap: 50, reservation: 200 }, cpu: { burst: 5000, quota: 1000 } })),
    [
      `oci-memory-swap error '50' swap 50 is memory and swap together, so it cannot be below the memory limit 100.`,
      `oci-memory-reservation warning '200' reservation 200 is above the limit 100 and can never be had.`,
      `oci-cpu-burst error '5000' burst 5000 needs a quota that is at least as large; the kernel refuses it otherwise.`,
    ],
  ],
  [
    'files of cgroup v2',
    config({}, resources({ unified: { 'memory.high': '64M', '../x': '1', 'cgroup.procs': '1' } })),
    [
      `oci-unified-name error '"../x"' '../x' is no file of a cgroup: expected a name as in memory.high.`,
      `oci-unified-name warning '"cgroup.procs"' 'cgroup.procs' belongs to the runtime, which manages the cgroup with it.`,
    ],
  ],
  [
    'huge pages',
    config(
      {},
      resources({
        hugepageLimits: [
          { pageSize: '2MB', limit: 1 },
          { pageSize: '2MB', limit: 2 },
          { pageSize: '2mb', limit: 1 },
        ],
      }),
    ),
    [
      `value-invalid error '"2mb"' linux.resources.hugepageLimits[2].pageSize: '2mb' is not valid: expected a size as in 2MB.`,
      `oci-hugepage-duplicate warning '"2MB"' 2MB has a limit already; the last one counts.`,
    ],
  ],
  [
    'the filter',
    config(
      {},
      {
        seccomp: {
          defaultAction: 'SCMP_ACT_NOTIFY',
          defaultErrnoRet: 1,
          syscalls: [
            { names: ['write'], action: 'SCMP_ACT_NOTIFY' },
            { names: [], action: 'SCMP_ACT_ALLOW', errnoRet: 1 },
          ],
        },
      },
    ),
    [
      `oci-seccomp-errno error '1' defaultErrnoRet has no meaning with SCMP_ACT_NOTIFY; it goes with SCMP_ACT_ERRNO.`,
      `oci-seccomp-notify error '"SCMP_ACT_NOTIFY"' SCMP_ACT_NOTIFY cannot be the default action: the runtime itself would wait.`,
      `oci-seccomp-notify error '"SCMP_ACT_NOTIFY"' SCMP_ACT_NOTIFY needs listenerPath: without a listener every such call fails with ENOSYS.`,
      `oci-seccomp-notify error '"write"' The runtime itself has to write after the filter is set: write cannot be notified of.`,
      `oci-seccomp-errno error '1' errnoRet has no meaning with SCMP_ACT_ALLOW; it goes with SCMP_ACT_ERRNO.`,
      `oci-seccomp-names error '[]' A rule needs at least one system call.`,
    ],
  ],
];

for (const [rule, text, expected] of cases) test(`OCI config: ${rule}`, () => assert.deepEqual(problemsOf(text), expected));

for (const [runtime, ...options] of [['runc'], ['runc', '--rootless'], ['crun'], ['crun', '--rootless']] as [
  string,
  ...string[],
][])
  test(`finds no error in what ${[runtime, 'spec', ...options].join(' ')} writes`, (t) => {
    const bundle = mkdtempSync(join(tmpdir(), 'bulkhead-oci-'));
    t.after(() => rmSync(bundle, { recursive: true }));
    execFileSync(runtime, ['spec', ...options], { cwd: bundle });
    const text = readFileSync(join(bundle, 'config.json'), 'utf8');
    const { root } = new YamlFile(join(bundle, 'config.json'), bundle).parse(text);
    assert.ok(root);
    assert.deepEqual(
      checkOciConfig(root).filter(({ severity }) => severity === 'error'),
      [],
    );
  });

test('finds no error in what umoci makes of an image', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-oci-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const [layout, file] = [join(folder, 'layout'), join(folder, 'config.json')];
  const image = `${layout}:latest`;
  const settings = ['--config.cmd=sh', '--config.user=1:2', '--config.env=A=b', '--config.volume=/v', '--config.workingdir=/w'];
  for (const args of [
    ['init', '--layout', layout],
    ['new', '--image', image],
    ['config', '--image', image, ...settings],
    ['raw', 'runtime-config', '--image', image, file],
  ])
    execFileSync('umoci', args, { stdio: 'ignore' });
  const { root, problems } = new YamlFile(file, folder).parse(readFileSync(file, 'utf8'));
  assert.ok(root);
  assert.deepEqual(
    [...problems, ...checkOciConfig(root)].filter(({ severity }) => severity === 'error').map(({ message }) => message),
    [],
  );
});
