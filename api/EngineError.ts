/**
 * What a client gets instead of an answer. `code` is stable: `unreachable` (nothing listens), `start-failed` (the engine ended before it was ready),
 * `aborted`, `protocol` (not an engine's answer), or `http` (the engine refused; `status` and `message` are its own).
 */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly code: 'unreachable' | 'start-failed' | 'aborted' | 'protocol' | 'http';
  readonly status: number;

  constructor(code: EngineError['code'], message: string, status = 0) {
    super(message);
    this.code = code;
    this.status = status;
  }
}
