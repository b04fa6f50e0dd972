import { Fault, type FaultKind } from '../faults';

const STATUS: Record<FaultKind, number> = {
  'not-modified': 304,
  invalid: 400,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  internal: 500,
  unsupported: 501,
  unavailable: 503,
};

/** The one map from errors to HTTP. What is not a Fault is a bug of ours, unless the HTTP layer itself refused the request. */
export function statusOf(error: unknown): number {
  if (error instanceof Fault) return STATUS[error.kind];
  const { statusCode } = error as { statusCode?: unknown };
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? statusCode : 500;
}
