import type { Command } from 'commander';
import type { HostReport } from '../../../api/bulkhead';
import type { Invocation } from '../Invocation';

export function addHost(program: Command, invocation: Invocation): void {
  program
    .command('host')
    .description('what this kernel and user can do, and what stands in the way')
    .option('--json', 'the whole report as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const report = await (await invocation.engine()).json<HostReport>('GET', '/bulkhead/host');
      invocation.stdout.write(json === true ? `${JSON.stringify(report, undefined, 2)}\n` : readable(report));
    });
}

function readable({ facts, engine, checks }: HostReport): string {
  const lines = [
    `Linux ${facts.kernel.release} on ${facts.kernel.machine}, user ${facts.user.name} (${String(facts.user.uid)}), cgroups ${facts.cgroup.layout}`,
    `Engine ${engine.version}, pid ${String(engine.pid)}, data in ${engine.dataRoot}`,
    '',
  ];
  const width = Math.max(...checks.map(({ name }) => name.length));
  for (const { name, ok, detail, remedy } of checks) {
    lines.push(`${ok ? 'yes' : 'no '}  ${name.padEnd(width)}  ${detail}`);
    if (remedy !== undefined) lines.push(`     ${' '.repeat(width)}  → ${remedy}`);
  }
  return `${lines.join('\n')}\n`;
}
