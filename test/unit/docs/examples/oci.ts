/** What is said of the example of each code that is about OCI configs. */
export const OCI_EXAMPLES = {
  'json-syntax': ["config.json:4:1 '}' error: This is not JSON: expected a key in double quotes."],
  'oci-path-relative': ["config.json:3:23 '\"srv\"' error: 'srv' is not absolute: cwd is a path from the root of the container."],
  'oci-path-missing': [
    'config.json:3:21 \'"rootfs-old"\' warning: There is no directory /p/rootfs-old to be the root filesystem.',
  ],
  'oci-program-mode': ['config.json:4:37 \'"/etc/hosts"\' warning: /etc/hosts in rootfs is not executable.'],
  'oci-process-args': ["config.json:3:36 '[]' error: The process has no program: args needs at least one entry."],
  'oci-console-size': [
    'config.json:3:59 \'{ "height": 24, "width": 80 }\' warning: consoleSize has no effect without "terminal": true.',
  ],
  'oci-env-invalid': ["config.json:3:52 '\"DEBUG\"' error: 'DEBUG' is no variable: expected NAME=value."],
  'oci-env-duplicate': ['config.json:3:62 \'"MODE=b"\' warning: MODE is set twice; the last one counts.'],
  'oci-rlimit-unknown': [
    "config.json:6:27 '\"RLIMIT_FILES\"' error: There is no limit 'RLIMIT_FILES'; did you mean RLIMIT_FSIZE?",
  ],
  'oci-rlimit-duplicate': ['config.json:8:17 \'"RLIMIT_CORE"\' error: RLIMIT_CORE is set twice; a runtime refuses that.'],
  'oci-rlimit-order': [
    "config.json:6:52 '4096' error: The soft limit 4096 is above the hard limit 1024; the kernel refuses that.",
  ],
  'oci-capability-unknown': [
    "config.json:3:75 '\"NET_ADMIN\"' error: There is no capability 'NET_ADMIN'; did you mean CAP_NET_ADMIN?",
  ],
  'oci-capability-subset': [
    'config.json:6:63 \'"CAP_KILL"\' error: CAP_KILL is in effective but not in permitted: the kernel refuses that.',
  ],
  'oci-mount-order': [
    'config.json:5:22 \'"/dev"\' error: The mount at /dev comes after the one at /dev/pts and hides it: put it before.',
  ],
  'oci-mount-duplicate': ['config.json:5:22 \'"/run/"\' warning: There is a mount at /run already; this one hides it.'],
  'oci-mount-hides': ['config.json:3:31 \'"/"\' warning: A mount at / hides the root filesystem, which is root.path.'],
  'oci-mount-source': [
    'config.json:3:14 \'{ "destination": "/data", "options": ["bind"] }\' error: A bind mount needs a source.',
  ],
  'oci-mount-option': [
    "config.json:3:67 '[\"ro\", \"rw\"]' warning: The options 'ro' and 'rw' exclude each other; the last one counts.",
  ],
  'oci-namespace-duplicate': ["config.json:3:58 '\"pid\"' error: Namespace 'pid' is listed twice; a runtime refuses that."],
  'oci-namespace-needed': [
    'config.json:3:15 \'"web"\' error: hostname needs a uts namespace: add { "type": "uts" } to linux.namespaces.',
  ],
  'oci-mapping-missing': [
    'config.json:3:28 \'[{ "type": "user" }]\' warning: A new user namespace without uidMappings has no id that can be used, unless the runtime finds some: add linux.uidMappings.',
    'config.json:3:28 \'[{ "type": "user" }]\' warning: A new user namespace without gidMappings has no id that can be used, unless the runtime finds some: add linux.gidMappings.',
  ],
  'oci-mapping-invalid': ["config.json:5:65 '0' error: A range of uidMappings has at least one id."],
  'oci-mapping-overlap': [
    "config.json:7:24 '5' error: uidMappings: containerID 5 lies in the range 0 to 9 of another entry; the kernel refuses ranges that overlap.",
  ],
  'oci-device-duplicate': [
    'config.json:6:30 \'"/dev/fuse"\' error: There is a device at /dev/fuse already; a runtime refuses a second.',
  ],
  'oci-device-number': [
    'config.json:3:26 \'{ "type": "c", "path": "/dev/fuse" }\' error: A character or block device needs major and minor.',
  ],
  'oci-sysctl-host': [
    'config.json:3:26 \'"net.ipv4.ip_forward"\' error: sysctl \'net.ipv4.ip_forward\' needs { "type": "network" } in linux.namespaces, or it changes the host.',
  ],
  'oci-resource-range': ["config.json:3:48 '1' error: cpu.shares 1 is out of what the kernel takes: 2 to 262144 shares."],
  'oci-memory-swap': [
    "config.json:3:68 '33554432' error: swap 33554432 is memory and swap together, so it cannot be below the memory limit 67108864.",
  ],
  'oci-memory-reservation': [
    "config.json:3:75 '134217728' warning: reservation 134217728 is above the limit 67108864 and can never be had.",
  ],
  'oci-cpu-burst': [
    "config.json:3:47 '50000' error: burst 50000 needs a quota that is at least as large; the kernel refuses it otherwise.",
  ],
  'oci-unified-name': [
    "config.json:3:42 '\"memory/high\"' error: 'memory/high' is no file of a cgroup: expected a name as in memory.high.",
  ],
  'oci-hugepage-duplicate': ['config.json:7:23 \'"2MB"\' warning: 2MB has a limit already; the last one counts.'],
  'oci-seccomp-errno': [
    "config.json:3:81 '1' error: defaultErrnoRet has no meaning with SCMP_ACT_ALLOW; it goes with SCMP_ACT_ERRNO.",
  ],
  'oci-seccomp-notify': [
    'config.json:6:52 \'"SCMP_ACT_NOTIFY"\' error: SCMP_ACT_NOTIFY needs listenerPath: without a listener every such call fails with ENOSYS.',
  ],
  'oci-seccomp-unknown': [
    "config.json:6:32 '\"kexec_laod\"' warning: There is no system call 'kexec_laod': the rule does nothing for it. Did you mean kexec_load?",
  ],
  'oci-seccomp-names': ["config.json:6:31 '[]' error: A rule needs at least one system call."],
};
