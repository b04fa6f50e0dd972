import type { ComposeDownRequest, ComposeProgress } from '../../api/bulkhead';
import { projectArgument, specArgument } from './arguments';
import type { Command } from './Command';
import { composeFiles } from './composeFiles';
import { showComposeProgress } from './composeProgress';

export const downProject: Command = {
  title: 'Stop and Remove',
  run: async ({ engine, tree, log }, argument) => {
    const project = projectArgument(argument)?.name;
    const body: ComposeDownRequest = project ? { project } : composeFiles(specArgument(argument).uri);
    const client = await engine.client();
    await showComposeProgress(`Removing ${project ?? 'the project'}`, log, (signal) =>
      client.ndjson<ComposeProgress>('POST', '/bulkhead/compose/down', { body, signal }),
    );
    await tree.refresh();
  },
};
