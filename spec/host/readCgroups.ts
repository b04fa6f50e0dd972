import { constants } from 'node:fs';
import type { CgroupController, CgroupFacts } from './HostFacts';
import { listDirectories, listNames } from './listNames';
import { mayAccess } from './mayAccess';
import { findUnifiedMount, ownDirectory, parseCgroups } from './parseCgroup';
import { readText } from './readText';

export function readCgroups(): CgroupFacts {
  const mountinfo = readText('/proc/self/mountinfo');
  const unified = findUnifiedMount(mountinfo);
  const facts = parseCgroups({
    mountinfo,
    selfCgroup: readText('/proc/self/cgroup'),
    unifiedControllers: unified === undefined ? '' : readText(`${unified}/cgroup.controllers`),
  });
  for (const controller of Object.values(facts.controllers))
    controller.writable = mayAccess(ownDirectory(controller), constants.W_OK);
  return { ...facts, files: readFiles(facts) };
}

/** Cgroups looked into for their files, at most. */
const MAX_CGROUPS = 8;

/** The files of a cgroup below the root, where there is one: the root itself has only some of them. */
function filesOf(name: string, controller: CgroupController): string[] {
  const { mountPoint } = controller;
  const own = ownDirectory(controller);
  const children = listDirectories(mountPoint).slice(0, MAX_CGROUPS);
  for (const directory of [...(own === mountPoint ? [] : [own]), ...children.map((child) => `${mountPoint}/${child}`)]) {
    const files = listNames(directory).filter((file) => file.startsWith(`${name}.`));
    // Where the controller is not switched on, some files are there all the same, as cpu.stat.
    if (files.some((file) => LIMITS.test(file))) return files;
  }
  return [];
}

const LIMITS = /\.(max|shares|limit_in_bytes|cpus|read_bps_device)$/;

function readFiles({ controllers }: CgroupFacts): Record<string, string[]> {
  const found = Object.entries(controllers).map(([name, controller]) => [name, filesOf(name, controller)] as const);
  return Object.fromEntries(found.filter(([, files]) => files.length > 0));
}
