import { setImmediate } from 'node:timers/promises';
import { ProgressType } from 'vscode-languageserver/node';
import type { CancellationToken, Connection, ProgressToken } from 'vscode-languageserver/node';

const PART_SIZE = 100;
const PARTS = new ProgressType<unknown[]>();

/** Where a client wants parts of an answer that is a list. */
export function partsToken(params: unknown): ProgressToken | undefined {
  return (params as { partialResultToken?: ProgressToken }).partialResultToken;
}

/** Sends a list part by part, so that a client can show the first while it still takes the others. The answer itself has nothing more. */
export async function inParts(
  connection: Connection,
  token: ProgressToken,
  items: readonly unknown[],
  cancel: CancellationToken,
): Promise<[]> {
  for (let at = 0; at < items.length && !cancel.isCancellationRequested; at += PART_SIZE) {
    await connection.sendProgress(PARTS, token, items.slice(at, at + PART_SIZE));
    // Others get their turn, a cancellation among them.
    await setImmediate();
  }
  return [];
}
