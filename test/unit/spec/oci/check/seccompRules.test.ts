import { config, testConfigs } from './configCases';

testConfigs([
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
  [
    'a number of an error that is none',
    config({}, { seccomp: { defaultAction: 'SCMP_ACT_ERRNO', defaultErrnoRet: 4096 } }),
    [
      `oci-seccomp-errno error '4096' defaultErrnoRet 4096 is no error number: the kernel has none above 4095 and takes that one.`,
    ],
  ],
]);
