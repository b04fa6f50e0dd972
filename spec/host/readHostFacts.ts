import { closeSync, constants, existsSync, openSync, readSync, readdirSync } from 'node:fs';
import { arch, release, userInfo } from 'node:os';
import { CAPABILITY_NAMES, capabilityNamesOf } from './capabilityNames';
import type { CgroupFacts, HostFacts } from './HostFacts';
import { mayAccess } from './mayAccess';
import { findUnifiedMount, ownDirectory, parseCgroups } from './parseCgroup';
import { parseCapabilityMask, parseCpuList, parseFilesystems, parseMeminfo, parseSubIds } from './parseProc';

/** A mountinfo of a busy host is some 100 KiB; nothing read here is legitimately larger than this. */
const MAX_BYTES = 1024 * 1024;

/** `uname -m` for Node's architecture names. */
const MACHINES: Record<string, string> = { x64: 'x86_64', arm64: 'aarch64', arm: 'armv7l', ia32: 'i686', riscv64: 'riscv64' };

/** Text of a file, or `''` when it is missing or not readable: each fact says by itself that it is absent. */
function readText(path: string): string {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch {
    return '';
  }
  try {
    const buffer = Buffer.alloc(64 * 1024);
    let text = '';
    while (text.length < MAX_BYTES) {
      const count = readSync(fd, buffer, 0, buffer.length, null);
      if (count === 0) break;
      text += buffer.toString('utf8', 0, count);
    }
    return text;
  } catch {
    return '';
  } finally {
    closeSync(fd);
  }
}

function readCgroups(): CgroupFacts {
  const mountinfo = readText('/proc/self/mountinfo');
  const unified = findUnifiedMount(mountinfo);
  const facts = parseCgroups({
    mountinfo,
    selfCgroup: readText('/proc/self/cgroup'),
    unifiedControllers: unified === undefined ? '' : readText(`${unified}/cgroup.controllers`),
  });
  for (const controller of Object.values(facts.controllers))
    controller.writable = mayAccess(ownDirectory(controller), constants.W_OK);
  return facts;
}

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

function readNamespaces(): string[] {
  try {
    return readdirSync('/proc/self/ns').filter((name) => !name.endsWith('_for_children'));
  } catch {
    return [];
  }
}

/** Reads, without privileges, what a spec is compared with. Never throws; what cannot be read is absent. */
export function readHostFacts(): HostFacts {
  const user = readUser();
  const status = readText('/proc/self/status');
  const last = Number(readText('/proc/sys/kernel/cap_last_cap').trim() || '0');
  const portStart = readText('/proc/sys/net/ipv4/ip_unprivileged_port_start').trim();
  return {
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
    namespaces: readNamespaces(),
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
    network: { unprivilegedPortStart: portStart === '' ? 1024 : Number(portStart) },
  };
}
