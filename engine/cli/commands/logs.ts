import type { Command } from 'commander';
import { demultiplex } from '../../../api/frames';
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
    .option('--since <time>', 'only from this time on (RFC 3339, Unix seconds, or 10m)')
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

const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3600 };

/** `90s`, `10m`, `2h` are counted back from now. */
function point(text: string | undefined): string | undefined {
  const [, amount, unit] = /^(\d+)([smh])$/.exec(text ?? '') ?? [];
  if (amount === undefined || unit === undefined) return text;
  return String(Math.floor(Date.now() / 1000) - Number(amount) * (SECONDS[unit] ?? 1));
}
