import * as vscode from 'vscode';
import type { HostReport } from '../../api/bulkhead';
import type { Command } from './Command';

/** What this kernel and user can do, and what stands in the way, as a document. */
export const showHost: Command = {
  title: 'What This Host Can Do',
  run: async ({ engine }) => {
    const client = await engine.client();
    const report = await client.json<HostReport>('GET', '/bulkhead/host');
    const content = describe(report);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'markdown', content }));
  },
};

function describe({ facts, helper, checks, engine }: HostReport): string {
  const helperText = helper.mode === 'failed' ? `not running: ${helper.reason}` : `${helper.mode}, process ${helper.pid}`;
  const rows = checks.map(
    ({ ok, name, detail, remedy }) => `- ${ok ? '✔' : '✘'} **${name}**: ${detail}${remedy ? ` → ${remedy}` : ''}`,
  );
  return [
    `# ${facts.kernel.release} (${facts.kernel.machine}), cgroup ${facts.cgroup.layout}`,
    '',
    `Engine ${engine.version}, process ${engine.pid}, socket \`${engine.socket}\`; helper ${helperText}`,
    '',
    ...rows,
    '',
  ].join('\n');
}
