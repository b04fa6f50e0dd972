import { isKernelAtLeast } from '../kernelVersion';
import { finding } from './Rule';
import type { HostRule } from './Rule';

/** Since then a user namespace may mount one. */
const ROOTLESS_SINCE = '5.11';

export const overlays: HostRule = (asks, { kernel: { release }, user, filesystems }) =>
  asks.overlays.flatMap((one) => {
    if (user.uid !== 0 && !isKernelAtLeast(release, ROOTLESS_SINCE)) {
      const message = `${one.key}: Linux ${release} on this host lets nobody but root mount an overlay filesystem (${ROOTLESS_SINCE} does): the container cannot be made for ${user.name}. The privileged helper can.`;
      return [finding(one, 'host-overlay', message)];
    }
    // The kernel loads the module when it has one, so it may still go well.
    if (filesystems === undefined || filesystems.length === 0 || filesystems.includes('overlay')) return [];
    const message = `${one.key}: Linux ${release} on this host does not know the overlay filesystem yet: if its module is not loaded by itself, load it with sudo modprobe overlay.`;
    return [finding(one, 'host-overlay', message, 'information')];
  });
