import { basename } from 'node:path';
import type { ComposeProgress, ComposeUpRequest } from '../../api/bulkhead';
import { specArgument } from './arguments';
import type { Command } from './Command';
import { savedComposeFiles } from './composeFiles';
import { showComposeProgress } from './composeProgress';

/** Run Container: what is in the editor is saved, then the engine is given the paths of the project's files. */
export const runContainer: Command = {
  title: 'Run Container',
  run: async ({ engine, tree, log }, argument) => {
    const { uri, service } = specArgument(argument);
    const files = await savedComposeFiles(uri);
    const client = await engine.client();
    const body: ComposeUpRequest = { ...files, services: service ? [service] : undefined };
    const name = service ?? basename(uri.fsPath);
    const done = await showComposeProgress(`Running ${name}`, log, (signal) =>
      client.ndjson<ComposeProgress>('POST', '/bulkhead/compose/up', { body, signal }),
    );
    log.info(`Project ${done.project}: ${done.containers.map((container) => container.name).join(', ')}`);
    await tree.reveal();
    await tree.refresh();
  },
};
