import { closeSync } from 'node:fs';
import { Fault } from '../faults';

export function onlyFd(fds: number[]): number {
  const [fd, ...more] = fds;
  if (fd === undefined || more.length > 0) {
    fds.forEach((extra) => closeSync(extra));
    throw new Fault('internal', `the helper sent ${String(fds.length)} descriptors instead of one`);
  }
  return fd;
}
