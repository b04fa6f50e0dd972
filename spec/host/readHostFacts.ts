import { existsSync } from 'node:fs';
import { arch, release, userInfo } from 'node:os';
import { CAPABILITY_NAMES, capabilityNamesOf } from './capabilityNames';
import type { HostFacts } from './HostFacts';
import { isStale, withLate } from './lateFacts';
import { listNames } from './listNames';
import { readBlockDevices, readDevices } from './readDevices';
import { readCgroups } from './readCgroups';
import { readListeners } from './readListeners';
import { readSysctls } from './readSysctls';
import { readText } from './readText';
import { parseCapabilityMask, parseCpuList, parseFilesystems, parseMeminfo, parseSubIds } from './parseProc';

/** `uname -m` for Node's architecture names. */
const MACHINES: Record<string, string> = { x64: 'x86_64', arm64: 'aarch64', arm: 'armv7l', ia32: 'i686', riscv64: 'riscv64' };

/** The switches that keep an unprivileged user from making a user namespace, each with the text that says how to lift it. */
function readUserNamespaces(uid: number): { available: boolean; reason?: string } {
  const setting = (path: string): string => readText(path).trim();
  if (!existsSync('/proc/self/ns/user')) return { available: false, reason: 'this kernel was built without user namespaces' };
  if (setting('/proc/sys/user/max_user_namespaces') === '0')
    return { available: false, reason: 'user.max_user_namespaces is 0; raise it with sysctl' };
  if (uid === 0) return { available: true };
  if (setting('/proc/sys/kernel/unprivileged_userns_clone') === '0')
    return { available: false, reason: 'kernel.unprivileged_userns_clone is 0; set it to 1 with sysctl' };
  if (setting('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1')
    return { available: false, reason: 'AppArmor restricts user namespaces of programs without a profile that allows them' };
  return { available: true };
}

function readUser(): HostFacts['user'] {
  try {
    const { uid, gid, username, homedir } = userInfo();
    return { uid, gid, name: username, home: homedir };
  } catch {
    // A uid without a passwd entry is legitimate in containers and CI.
    const uid = process.getuid?.() ?? 0;
    return { uid, gid: process.getgid?.() ?? 0, name: String(uid), home: process.env['HOME'] ?? '/' };
  }
}

/** Sizes as the kernel names the files of cgroups by them. */
function readHugepages(): string[] {
  return listNames('/sys/kernel/mm/hugepages').flatMap((name) => {
    const kib = Number(/^hugepages-(\d+)kB$/.exec(name)?.[1] ?? 0);
    if (kib === 0) return [];
    return kib % 1024 ** 2 === 0 ? `${kib / 1024 ** 2}GB` : kib % 1024 === 0 ? `${kib / 1024}MB` : `${kib}KB`;
  });
}

function readEmulators(): string[] {
  return listNames('/proc/sys/fs/binfmt_misc').flatMap((name) => /^qemu-(.+)$/.exec(name)?.[1] ?? []);
}

/**
 * Reads, without privileges, what a spec is compared with. Never throws; what cannot be read is absent. The long lists, of which few specs ask, are read
 * when they are asked for.
 */
export function readHostFacts(): HostFacts {
  const user = readUser();
  const status = readText('/proc/self/status');
  const last = Number(readText('/proc/sys/kernel/cap_last_cap').trim() || '0');
  const openFiles = readText('/proc/sys/fs/nr_open').trim();
  const portStart = readText('/proc/sys/net/ipv4/ip_unprivileged_port_start').trim();
  const facts = {
    kernel: { release: release(), machine: MACHINES[arch()] ?? arch() },
    user,
    cpus: { online: parseCpuList(readText('/sys/devices/system/cpu/online')) ?? [0] },
    memory: parseMeminfo(readText('/proc/meminfo')),
    cgroup: readCgroups(),
    userNamespaces: {
      ...readUserNamespaces(user.uid),
      subuid: parseSubIds(readText('/etc/subuid'), user),
      subgid: parseSubIds(readText('/etc/subgid'), { name: user.name, uid: user.uid }),
    },
    namespaces: listNames('/proc/self/ns').filter((name) => !name.endsWith('_for_children')),
    capabilities: {
      last,
      lastName: CAPABILITY_NAMES[last] ?? `CAP_${last}`,
      bounding: capabilityNamesOf(parseCapabilityMask(status, 'CapBnd')),
    },
    security: {
      seccomp: /^Seccomp:/m.test(status),
      apparmor: readText('/sys/module/apparmor/parameters/enabled').trim() === 'Y',
      selinux: existsSync('/sys/fs/selinux/enforce'),
    },
    filesystems: parseFilesystems(readText('/proc/filesystems')),
    pressure: existsSync('/proc/pressure/cpu'),
    network: withLate({ unprivilegedPortStart: portStart === '' ? 1024 : Number(portStart) }, { listening: readListeners }),
    ...(openFiles === '' ? {} : { maxOpenFiles: Number(openFiles) }),
  };
  return withLate(facts, {
    sysctls: readSysctls,
    devices: readDevices,
    blockDevices: readBlockDevices,
    hugepages: readHugepages,
    emulators: readEmulators,
  });
}

/** The same object where nothing has changed of what changes while an editor is open. */
export function refreshed(facts: HostFacts): HostFacts {
  const hasChanged = isStale(facts, 'devices', readDevices) || isStale(facts.network, 'listening', readListeners);
  return hasChanged ? readHostFacts() : facts;
}
