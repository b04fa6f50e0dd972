import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ComposeProgress, ComposeUpRequest } from '../../api/bulkhead';
import { specArgument } from './arguments';
import type { Command } from './Command';
import { showComposeProgress } from './composeProgress';

/** Run Container: what is in the editor is saved, then the engine is given the file's path. */
export const runContainer: Command = {
  title: 'Run Container',
  run: async ({ engine, tree, log }, argument) => {
    const { uri, service } = specArgument(argument);
    await saveIfOpen(uri);
    const client = await engine.client();
    const body: ComposeUpRequest = { files: [uri.fsPath], services: service ? [service] : undefined };
    const name = service ?? basename(uri.fsPath);
    const done = await showComposeProgress(`Running ${name}`, log, (signal) =>
      client.ndjson<ComposeProgress>('POST', '/bulkhead/compose/up', { body, signal }),
    );
    log.info(`Project ${done.project}: ${done.containers.map((container) => container.name).join(', ')}`);
    await tree.reveal();
    await tree.refresh();
  },
};

async function saveIfOpen(uri: vscode.Uri): Promise<void> {
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  if (document?.isDirty && !(await document.save())) throw new Error(`${basename(uri.fsPath)} could not be saved`);
}
