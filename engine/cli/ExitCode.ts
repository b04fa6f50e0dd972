/** Ends the command with a code that is a result, not an error. */
export class ExitCode extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`exit code ${String(code)}`);
    this.code = code;
  }
}
