import { Fault, type FaultKind } from '../faults';
import type { HelperError } from './protocol';

const KINDS: Record<string, FaultKind> = {
  invalid: 'invalid',
  'not-found': 'not-found',
  exists: 'conflict',
  state: 'conflict',
  denied: 'forbidden',
  unsupported: 'invalid',
  'not-executable': 'invalid',
  'command-not-found': 'invalid',
};

/** The helper's refusal with all it said; `code`, `step` and `object` are for programs. */
export class HelperFault extends Fault {
  readonly code: string;
  readonly step: string;
  readonly object: string;

  constructor(error: HelperError) {
    super(KINDS[error.code] ?? 'internal', error.message);
    this.code = error.code;
    this.step = error.step;
    this.object = error.object;
  }
}

/** The helper went away before it answered: nothing is known about what it did, unless the request never reached it. */
export class HelperGone extends Fault {
  readonly wasSeen: boolean;

  constructor(reason: string, wasSeen = true) {
    super('unavailable', `the helper ended before it answered (${reason}); try again`);
    this.wasSeen = wasSeen;
  }
}
