import type { Command } from 'commander';
import type { ComposeProgress, ComposeUpRequest } from '../../../api/bulkhead';
import { composeFiles } from '../composeFiles';
import { ExitCode } from '../ExitCode';
import { followServices } from '../followServices';
import type { Invocation } from '../Invocation';
import { printProgress } from '../printProgress';
import { collect } from '../values';

interface UpFlags {
  file?: string[];
  detach?: boolean;
  profile?: string[];
  projectName?: string;
  forceRecreate?: boolean;
  service?: string[];
}

export function addUp(program: Command, invocation: Invocation): void {
  program
    .command('up [files...]')
    .description('create and start the services of Compose files')
    .option('-f, --file <file>', 'Compose file; later ones are merged over earlier ones', collect)
    .option('-s, --service <name>', 'only this service and what it depends on', collect)
    .option('-d, --detach', 'leave them in the background')
    .option('--profile <name>', 'activate a profile', collect)
    .option('-p, --project-name <name>', 'name of the project')
    .option('--force-recreate', 'make containers anew even if nothing changed')
    .action((files: string[], flags: UpFlags) => up(invocation, files, flags));
}

async function up(invocation: Invocation, files: string[], flags: UpFlags): Promise<void> {
  const client = await invocation.engine();
  const request: ComposeUpRequest = {
    ...composeFiles([...files, ...(flags.file ?? [])], invocation),
    services: flags.service,
    profiles: flags.profile,
    name: flags.projectName,
    forceRecreate: flags.forceRecreate,
  };
  const last = await printProgress(
    client.ndjson<ComposeProgress>('POST', '/bulkhead/compose/up', { body: request }),
    invocation.stderr,
  );
  if (last?.kind !== 'done') throw new ExitCode(1);
  if (flags.detach !== true) await followServices(invocation, client, last.containers);
}
