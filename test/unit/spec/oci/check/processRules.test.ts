import { config, process, testConfigs } from './configCases';

testConfigs([
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
    'a config without a root filesystem',
    config({ root: undefined }),
    [
      `key-missing error '${config({ root: undefined })}' The config lacks the key 'root': a container of Linux has a root filesystem.`,
    ],
  ],
  [
    'a root filesystem without a path',
    config({ root: { path: '' } }),
    [`value-invalid error '""' root.path: '' is not valid: expected a path, absolute or from the directory of the config.`],
  ],
  [
    'the environment of a hook',
    config({ hooks: { poststop: [{ path: '/bin/hook', env: ['DEBUG', 'A=1', 'A=2'] }] } }),
    [
      `oci-env-invalid error '"DEBUG"' 'DEBUG' is no variable: expected NAME=value.`,
      `oci-env-duplicate warning '"A=2"' A is set twice; the last one counts.`,
      `oci-program-mode warning '"/bin/hook"' /bin/hook is not executable.`,
    ],
  ],
]);
