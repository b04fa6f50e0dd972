import { addExec } from './exec';
import { addHost } from './host';
import { addImages } from './images';
import { addInspect } from './inspect';
import { addLifecycle } from './lifecycle';
import { addLogs } from './logs';
import { addPs } from './ps';
import { addRun } from './run';
import { addStats } from './stats';
import { addTop } from './top';
import type { AddCommand } from '../runCommand';

/** Those that only ask the engine: a process of their own would take longer than what they do. */
export const shortCommands: readonly AddCommand[] = [
  addRun,
  addPs,
  addLogs,
  addExec,
  addLifecycle,
  addInspect,
  addTop,
  addStats,
  addImages,
  addHost,
];
