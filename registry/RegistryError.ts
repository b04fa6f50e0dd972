/**
 * Why a registry gave no answer: `refused` it may not be asked; `unreachable` it does not answer, or not now; `denied` it does not show this to the
 * caller; `missing` it has no such thing; `malformed` what it answered is not what the distribution-spec says, or too large; `aborted` nobody waits
 * any longer.
 */
type RegistryFault = 'refused' | 'unreachable' | 'denied' | 'missing' | 'malformed' | 'aborted';

/** A question to a registry that has no answer. The message names the registry and what was asked. */
export class RegistryError extends Error {
  readonly fault: RegistryFault;
  /** Milliseconds the registry wants to be left alone. */
  readonly retryAfterMs: number | undefined;

  constructor(fault: RegistryFault, message: string, retryAfterMs?: number) {
    super(message);
    this.fault = fault;
    this.retryAfterMs = retryAfterMs;
  }
}
