import * as vscode from 'vscode';
import type { ComposeProgress } from '../../api/bulkhead';
import { EngineError } from '../../api/EngineError';

const words: Record<string, string> = {
  pull: 'Fetching the image of',
  build: 'Building',
  create: 'Creating',
  start: 'Starting',
  stop: 'Stopping',
  remove: 'Removing',
  volume: 'Preparing volumes of',
  network: 'Preparing the network of',
  wait: 'Waiting for',
};

type Done = Extract<ComposeProgress, { kind: 'done' }>;

/** Shows the engine's progress; resolves with its last line, or throws what it ended with. */
export async function showComposeProgress(
  title: string,
  log: vscode.LogOutputChannel,
  stream: (signal: AbortSignal) => AsyncIterable<ComposeProgress>,
): Promise<Done> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    for await (const line of stream(abort.signal)) {
      if (line.kind === 'problem') log.warn(line.problem.message);
      if (line.kind === 'step') {
        log.info(`${line.action} ${line.service}: ${line.status}${line.message ? `: ${line.message}` : ''}`);
        progress.report({ message: `${words[line.action] ?? line.action} ${line.service}` });
      }
      if (line.kind === 'error') throw new EngineError('refused', line.message);
      if (line.kind === 'done') return line;
    }
    throw new Error(abort.signal.aborted ? 'cancelled' : 'the engine ended before it was done; see its log');
  });
}
