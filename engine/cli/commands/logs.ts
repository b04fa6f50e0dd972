import type { Command } from 'commander';
import { demultiplex } from '../../../api/frames';
import { parseDuration } from '../../../spec/compose/units';
import { write, type Invocation } from '../Invocation';

interface LogFlags {
  follow?: boolean;
  timestamps?: boolean;
  tail?: string;
  since?: string;
  until?: string;
}

export function addLogs(program: Command, invocation: Invocation): void {
  program
    .command('logs <container>')
    .description('show what a container has written')
    .option('-f, --follow', 'go on while it runs')
    .option('-t, --timestamps', 'show when each line was written')
    .option('-n, --tail <lines>', 'only the last lines')
    .option('--since <time>', 'only from this time on (RFC 3339, Unix seconds, or 1h30m ago)')
    .option('--until <time>', 'only up to this time')
    .action((container: string, flags: LogFlags) => showLogs(invocation, container, flags));
}

async function showLogs({ engine, stdout, stderr }: Invocation, container: string, flags: LogFlags): Promise<void> {
  const client = await engine();
  const response = await client.stream('GET', `/containers/${encodeURIComponent(container)}/logs`, {
    query: {
      ...{ stdout: 1, stderr: 1, follow: flags.follow === true ? 1 : 0, timestamps: flags.timestamps === true ? 1 : 0 },
      ...{ tail: flags.tail, since: point(flags.since), until: point(flags.until) },
    },
  });
  if (response.headers['content-type']?.includes('multiplexed') !== true) {
    for await (const chunk of response) await write(stdout, chunk as Buffer);
    return;
  }
  for await (const { stream, data } of demultiplex(response)) await write(stream === 'stderr' ? stderr : stdout, data);
}

/** `90s`, `1h30m` are counted back from now. */
function point(text: string | undefined): string | undefined {
  const [ago, now] = [parseDuration(text ?? ''), Date.now()];
  return ago === undefined || text === '0' ? text : ((now - ago / 1e6) / 1000).toFixed(3);
}
