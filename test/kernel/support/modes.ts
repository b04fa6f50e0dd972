import type { Mode } from './TestEngine';

/** As whom the cases run. */
export const modes: Mode[] = ['root', 'rootless'];
