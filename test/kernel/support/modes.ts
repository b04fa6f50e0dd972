import type { Mode } from './TestEngine';

/**
 * As whom the cases run here. The virtual machine mounts its kernel's modules below `/usr/lib`, and an overlay over a directory with a mount
 * of the host below it is refused in a user namespace, so there the cases run as root alone.
 */
export const modes: Mode[] = process.env['IN_VM'] ? ['root'] : ['root', 'rootless'];
