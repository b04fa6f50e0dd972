/** Everything the engine refuses or fails at. `kind` decides the HTTP status in one place (`api/statusOf.ts`). */
export type FaultKind =
  'not-modified' | 'invalid' | 'forbidden' | 'not-found' | 'conflict' | 'unsupported' | 'unavailable' | 'internal';

export class Fault extends Error {
  override readonly name = 'Fault';
  readonly kind: FaultKind;

  constructor(kind: FaultKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

export const notFound = (message: string): Fault => new Fault('not-found', message);
export const conflict = (message: string): Fault => new Fault('conflict', message);
export const invalid = (message: string): Fault => new Fault('invalid', message);
export const notModified = (): Fault => new Fault('not-modified', '');

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
