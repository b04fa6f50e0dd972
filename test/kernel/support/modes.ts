import type { Mode } from './TestEngine';

/** As whom the cases run. */
export const modes: Mode[] = ['root', 'rootless'];

/**
 * Of cases that take minutes in the emulated machine: only as root there, for whoever has no cgroups sees nothing of their version, and what a
 * privileged helper does with them is in privilegedLimits.test.ts.
 */
export const modesOfLongCases: Mode[] = process.env['IN_VM'] === undefined ? [...modes, 'privileged'] : ['root'];
