import type { Connection } from 'vscode-languageserver/node';

/** A fault of ours is told where people look for such, and ends nothing. */
export function logFault({ console }: Pick<Connection, 'console'>, error: unknown): void {
  console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
