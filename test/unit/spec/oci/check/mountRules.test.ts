import { config, testConfigs } from './configCases';

testConfigs([
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
    'mounts that hide others',
    config({
      mounts: [
        { destination: '/a/b', type: 'tmpfs' },
        { destination: '/a/b/c', type: 'tmpfs' },
        { destination: '/ab', type: 'tmpfs' },
        { destination: '/a//b/c', type: 'tmpfs' },
        { destination: '/', type: 'tmpfs' },
      ],
    }),
    [
      `oci-mount-duplicate warning '"/a//b/c"' There is a mount at /a//b/c already; this one hides it.`,
      `oci-mount-hides warning '"/"' A mount at / hides the root filesystem, which is root.path.`,
      `oci-mount-order error '"/"' The mount at / comes after the one at /a/b and hides it: put it before.`,
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
]);
