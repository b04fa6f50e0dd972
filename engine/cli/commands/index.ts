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

/** Those that only ask the engine, by their names: a process of their own would take longer than what they do. */
export const shortCommands: ReadonlyMap<string, AddCommand> = new Map(
  (
    [
      [addRun, 'run'],
      [addPs, 'ps'],
      [addLogs, 'logs'],
      [addExec, 'exec'],
      [addLifecycle, 'start', 'stop', 'restart', 'kill', 'pause', 'unpause', 'rm', 'wait'],
      [addInspect, 'inspect'],
      [addTop, 'top'],
      [addStats, 'stats'],
      [addImages, 'images', 'rmi'],
      [addHost, 'host'],
    ] satisfies [AddCommand, ...string[]][]
  ).flatMap(([add, ...names]) => names.map((name): [string, AddCommand] => [name, add])),
);
