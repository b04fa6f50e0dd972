import * as vscode from 'vscode';
import type { HostReport } from '../../api/bulkhead';

const SCHEME = 'bulkhead-host';

/** The engine's report of its host, as a document to be read only: nothing asks to save it. */
export class HostDocument implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly uri = vscode.Uri.from({ scheme: SCHEME, path: '/What this host can do.md' });
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  private text = '';

  async show(report: HostReport): Promise<void> {
    this.text = describe(report);
    this.changed.fire(this.uri);
    await vscode.commands.executeCommand('markdown.showPreview', this.uri);
  }

  provideTextDocumentContent(): string {
    return this.text;
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}

function describe({ facts, helper, checks, engine }: HostReport): string {
  const helperText = helper.mode === 'failed' ? `not running: ${helper.reason}` : `${helper.mode}, process ${helper.pid}`;
  const rows = checks.map(({ ok, name, detail, remedy }) => {
    const row = `| ${ok ? '✔' : '✘'} | **${name}** | ${cell(detail)}`;
    return remedy === undefined ? `${row} |` : `${row}<br>→ ${cell(remedy)} |`;
  });
  return [
    `# Linux ${facts.kernel.release} (${facts.kernel.machine}), cgroup ${facts.cgroup.layout}`,
    '',
    `Engine ${engine.version}, process ${engine.pid}, socket \`${engine.socket}\`; helper ${helperText}`,
    '',
    '| | | |\n|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** Paths and names with underscores or bars are text here, not markup. */
function cell(text: string): string {
  return text.replace(/[\\`*_|<>[\]]/g, '\\$&');
}
