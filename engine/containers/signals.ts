import { constants } from 'node:os';
import { invalid } from '../faults';
import type { ContainerRecord } from './ContainerRecord';

const LAST_SIGNAL = 64;
const FIRST_REALTIME = 34;

/** `SIGTERM`, `term`, `15`, `RTMIN+3`. */
export function signalNumber(text: string): number {
  const number = /^\d+$/.test(text) ? Number(text) : named(text.toUpperCase().replace(/^SIG/, ''));
  if (number === undefined || number < 1 || number > LAST_SIGNAL) throw invalid(`invalid signal: ${text}`);
  return number;
}

/** With which a container is asked to end. */
export function stopSignalOf({ spec, image }: Pick<ContainerRecord, 'spec' | 'image'>): number {
  return signalNumber(spec.StopSignal || image.config.StopSignal || 'SIGTERM');
}

function named(name: string): number | undefined {
  const [, edge, sign, offset] = /^RT(MIN|MAX)(?:([+-])(\d+))?$/.exec(name) ?? [];
  if (edge !== undefined) return (edge === 'MIN' ? FIRST_REALTIME : LAST_SIGNAL) + Number(`${sign ?? '+'}${offset ?? '0'}`);
  return (constants.signals as Record<string, number>)[`SIG${name}`];
}
