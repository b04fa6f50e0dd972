/** What is said of the example of each code that is about a host. */
export const HOST_EXAMPLES = {
  'host-memory': [
    "compose.yaml:4:16 '64g' warning: mem_limit is 64.0 GiB, but this host has 8.0 GiB of memory: it limits nothing.",
  ],
  'host-swap': ["compose.yaml:5:20 '2g' warning: memswap_limit allows swap, but this host has none."],
  'host-cpus': ["compose.yaml:4:11 '900' warning: cpus is 900, but this host has 2: the container cannot be created."],
  'host-cpuset': ['compose.yaml:4:13 \'"0-63"\' warning: cpuset names CPU 2-63, which this host does not have: online are 0, 1.'],
  'host-controller': [
    "compose.yaml:4:17 '50' warning: pids_limit cannot be enforced: the pids controller is not mounted on this host.",
  ],
  'host-delegation': [
    "compose.yaml:4:16 '64m' warning: mem_limit cannot be enforced for root: the memory controller is not delegated. The privileged helper can.",
  ],
  'host-cgroup-version': [
    "compose.yaml:4:21 '10' warning: mem_swappiness cannot be enforced: this host has cgroup v2, which has no such setting.",
  ],
  'host-capability': ["compose.yaml:4:15 'SYS_TIME' warning: cap_add: this host does not have CAP_SYS_TIME to give."],
  'host-sysctl': [
    "compose.yaml:5:7 'net.core.somaxcon' warning: sysctls: Linux 6.1.0 on this host has no net.core.somaxcon: it is misspelt, too new, or its module is not loaded. Did you mean net.core.somaxconn?",
  ],
  'host-device': [
    "compose.yaml:5:9 '/dev/ttyUSB7' warning: devices: this host has no device /dev/ttyUSB7; load its driver, plug it in, or leave it out.",
  ],
  'host-hugepage': ['config.json:5:62 \'"1GB"\' warning: hugepageLimits: this x86_64 kernel has no pages of 1GB; it has 2MB.'],
  'host-limit-missing': [
    "compose.yaml:5:20 '128m' warning: memswap_limit cannot be enforced: this kernel has no memory.memsw.limit_in_bytes; boot with swapaccount=1.",
  ],
  'host-rlimit': [
    "compose.yaml:5:15 '2000000' warning: ulimits.nofile is 2000000, but fs.nr_open of this host is 1048576: the kernel refuses more, even to root.",
  ],
  'host-security': [
    "compose.yaml:5:9 'apparmor=docker-default' warning: security_opt: AppArmor is not active on this host, so this protects nothing or is refused.",
  ],
  'host-path-missing': [
    "compose.yaml:6:17 './nginx.conf' error: There is nothing to mount at /p/nginx.conf, and create_host_path is false: the service cannot start.",
  ],
  'host-port-taken': [
    'compose.yaml:5:9 \'"5432:80"\' warning: Port 5432/tcp of this host is taken on all addresses now: choose another one, or stop what listens there.',
  ],
  'host-port-privileged': [
    'compose.yaml:5:9 \'"80:80"\' warning: Port 80 is below 1024: me may not listen there. Choose a higher one, or lower net.ipv4.ip_unprivileged_port_start.',
  ],
  'host-overlay': [
    'config.json:7:15 \'"overlay"\' warning: mounts: Linux 5.10.0 on this host lets nobody but root mount an overlay filesystem (5.11 does): the container cannot be made for me. The privileged helper can.',
  ],
  'host-syscall': [
    "compose.yaml:9:25 'mseal' information: seccomp SCMP_ACT_ERRNO: Linux 6.1.0 on this host has no system call mseal, which came in 6.10: the rule does nothing for it.",
  ],
  'host-namespace': ['config.json:5:39 \'"time"\' warning: namespaces: Linux 6.1.0 on this host has no time namespaces.'],
  'host-userns': [
    "compose.yaml:4:18 'private' warning: userns_mode: no user namespace can be made on this host: user.max_user_namespaces is 0.",
  ],
  'host-subid': [
    'compose.yaml:4:11 \'"100000"\' warning: user: user 100000 cannot be in a container of me, who has 65536 subordinate ids; sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 me',
  ],
  'host-platform': [
    "compose.yaml:4:15 'linux/s390x' warning: platform: this host is x86_64 and has no emulator for s390x: its programs fail with 'exec format error'.",
  ],
};
