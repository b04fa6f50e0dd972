import type { Command } from 'commander';
import type { ComposeDownRequest, ComposeProgress } from '../../../api/bulkhead';
import { composeProject } from '../composeFiles';
import { ExitCode } from '../ExitCode';
import type { Invocation } from '../Invocation';
import { printProgress } from '../printProgress';
import { collect, wholeNumber } from '../values';

interface DownFlags {
  file?: string[];
  projectName?: string;
  volumes?: boolean;
  timeout?: number;
}

export function addDown(program: Command, invocation: Invocation): void {
  program
    .command('down [files...]')
    .description('stop and remove the containers of a project')
    .option('-f, --file <file>', 'Compose file', collect)
    .option('-p, --project-name <name>', 'name of the project, instead of files')
    .option('-v, --volumes', 'with its named volumes')
    .option('-t, --timeout <seconds>', 'seconds until a container is killed', wholeNumber)
    .action(async (files: string[], flags: DownFlags) => {
      const client = await invocation.engine();
      const named = composeProject([...files, ...(flags.file ?? [])], flags.projectName, invocation);
      const body: ComposeDownRequest = { ...named, volumes: flags.volumes, timeout: flags.timeout };
      const last = await printProgress(
        client.ndjson<ComposeProgress>('POST', '/bulkhead/compose/down', { body }),
        invocation.stderr,
      );
      if (last?.kind !== 'done') throw new ExitCode(1);
    });
}
