import type { HostFacts } from './HostFacts';
import { isKernelAtLeast } from './kernelVersion';
import { privilegedHelper } from './privilegedHelper';

/** One thing this kernel and user can or cannot do, for people to read in this order. */
interface HostCheck {
  name: string;
  ok: boolean;
  detail: string;
  remedy?: string;
}

interface Rule {
  name: string;
  check: (facts: HostFacts, granted: readonly string[]) => Omit<HostCheck, 'name'>;
}

const ok = (detail: string): Omit<HostCheck, 'name'> => ({ ok: true, detail });
const missing = (detail: string, remedy?: string): Omit<HostCheck, 'name'> => ({
  ok: false,
  detail,
  ...(remedy ? { remedy } : {}),
});

const REQUIRED_NAMESPACES = ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'user', 'uts'];
const LIMIT_CONTROLLERS: Readonly<Record<string, { names: readonly string[]; keys: string }>> = {
  memory: { names: ['memory'], keys: 'mem_limit' },
  cpu: { names: ['cpu'], keys: 'cpus, cpu_shares' },
  cpuset: { names: ['cpuset'], keys: 'cpuset' },
  pids: { names: ['pids'], keys: 'pids_limit' },
  io: { names: ['io', 'blkio'], keys: 'blkio_config' },
};

const SWAP_FILES = ['memory.swap.max', 'memory.memsw.limit_in_bytes'];

function controllerCheck(name: string): Rule {
  const { names, keys } = LIMIT_CONTROLLERS[name] ?? { names: [name], keys: '' };
  return {
    name: `${name} limits`,
    check: ({ cgroup, user }, granted) => {
      const controller = names.map((one) => cgroup.controllers[one]).find((one) => one !== undefined);
      if (!controller)
        return missing(
          `the ${name} controller is not mounted, so ${keys} cannot be enforced`,
          'boot with it enabled (cgroup_disable= on the kernel command line switches it off)',
        );
      if (controller.writable) return ok(`cgroup v${controller.version} at ${controller.mountPoint}`);
      if (names.some((one) => granted.includes(one)))
        return ok(`cgroup v${controller.version} at ${controller.mountPoint}, by the privileged helper`);
      return missing(
        `${user.name} may not make cgroups in ${controller.mountPoint}`,
        controller.version === 2
          ? `start the engine in a login session of systemd, which then gives it a scope; where that lacks it: systemctl edit user@.service, with [Service] Delegate=yes; or use ${privilegedHelper(user.uid)}`
          : `cgroup v1 cannot be delegated safely: use ${privilegedHelper(user.uid)}`,
      );
    },
  };
}

const RULES: readonly Rule[] = [
  {
    name: 'kernel',
    check: ({ kernel }) =>
      isKernelAtLeast(kernel.release, '5.12')
        ? ok(`Linux ${kernel.release} on ${kernel.machine}`)
        : missing(`Linux ${kernel.release} is older than 5.12, which brought mount_setattr`, 'use a newer kernel'),
  },
  {
    name: 'namespaces',
    check: ({ namespaces }) => {
      const absent = REQUIRED_NAMESPACES.filter((name) => !namespaces.includes(name));
      return absent.length === 0
        ? ok(namespaces.join(', '))
        : missing(`no ${absent.join(', ')} namespaces`, 'use a kernel built with them (CONFIG_NAMESPACES)');
    },
  },
  {
    name: 'user namespaces',
    check: ({ userNamespaces }) =>
      userNamespaces.available
        ? ok('this user may make them')
        : missing(userNamespaces.reason ?? 'not available', 'lift the restriction, or use the privileged helper'),
  },
  {
    name: 'subordinate ids',
    check: ({ user, userNamespaces: { subuid, subgid } }) => {
      if (user.uid === 0) return ok('not needed by root');
      const count = Math.min(...[subuid, subgid].map((ranges) => ranges.reduce((sum, range) => sum + range.count, 0)));
      if (count >= 65536) return ok(`${count} ids`);
      const remedy = `sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 ${user.name}`;
      return missing(
        count === 0 ? 'none: containers have root only, no other user' : `only ${count} ids: images use up to 65536`,
        remedy,
      );
    },
  },
  {
    name: 'overlay filesystem',
    check: ({ filesystems }) =>
      filesystems?.includes('overlay') !== false
        ? ok('available')
        : missing('the kernel does not know it (yet)', 'sudo modprobe overlay'),
  },
  {
    name: 'cgroups',
    check: ({ cgroup }) =>
      cgroup.layout === 'none'
        ? missing('no cgroup hierarchy is mounted', 'mount cgroup2 on /sys/fs/cgroup')
        : ok(`${cgroup.layout}: ${Object.keys(cgroup.controllers).sort().join(', ')}`),
  },
  ...Object.keys(LIMIT_CONTROLLERS).map(controllerCheck),
  {
    name: 'swap limits',
    check: ({ cgroup: { files } }) => {
      const memory = files?.['memory'];
      if (memory === undefined) return ok('not known: there is no cgroup to look at');
      return memory.some((file) => SWAP_FILES.includes(file))
        ? ok('available')
        : missing('swap is not accounted, so memswap_limit cannot be enforced', 'boot with swapaccount=1');
    },
  },
  {
    name: 'low ports',
    check: ({ user, network: { unprivilegedPortStart: start } }) =>
      user.uid === 0 || start <= 80
        ? ok('this user may listen on port 80')
        : missing(`only ports from ${start} on`, 'sudo sysctl -w net.ipv4.ip_unprivileged_port_start=80'),
  },
  {
    name: 'huge pages',
    check: ({ hugepages }) => ok(hugepages === undefined || hugepages.length === 0 ? 'none' : hugepages.join(', ')),
  },
  {
    name: 'emulation',
    check: ({ kernel, emulators = [] }) =>
      ok(emulators.length === 0 ? `programs of ${kernel.machine} only` : `programs of ${emulators.join(', ')}, too`),
  },
  {
    name: 'seccomp',
    check: ({ security }) =>
      security.seccomp
        ? ok('available')
        : missing('the kernel cannot filter system calls', 'use a kernel built with CONFIG_SECCOMP_FILTER'),
  },
  {
    name: 'pressure',
    check: ({ pressure }) => (pressure ? ok('PSI is on') : missing('pressure is not measured', 'boot with psi=1')),
  },
];

/** `granted`: controllers in which the privileged helper makes cgroups for this user, when one does. */
export function hostChecks(facts: HostFacts, granted: readonly string[] = []): HostCheck[] {
  return RULES.map(({ name, check }) => ({ name, ...check(facts, granted) }));
}
