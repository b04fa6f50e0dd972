/**
 * What a client gets instead of an answer. `code` is stable: `unreachable` (nothing listens), `start-failed` (the engine ended before it was ready),
 * `aborted`, `protocol` (not an engine's answer), `http` (the engine refused; `status` and `message` are its own), or `refused` (it did so while it
 * told of its progress, in these words).
 */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly code: 'unreachable' | 'start-failed' | 'aborted' | 'protocol' | 'http' | 'refused';
  readonly status: number;

  constructor(code: EngineError['code'], message: string, status = 0) {
    super(message);
    this.code = code;
    this.status = status;
  }
}
