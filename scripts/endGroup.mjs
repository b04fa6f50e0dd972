import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;

/** Ends a process and all of its children that are in its group, and resolves when none is left: until then they write files. */
export async function endGroup(pid) {
  if (signal(pid, 'SIGTERM')) while (signal(pid, 0)) await sleep(POLL_MS);
}

function signal(pid, number) {
  try {
    return process.kill(-pid, number);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
    throw error;
  }
}
