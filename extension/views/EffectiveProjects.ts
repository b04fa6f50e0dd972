import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { EFFECTIVE_PROJECT } from '../../spec/requests';
import type { EffectiveProject, EffectiveProjectParams } from '../../spec/requests';

const SCHEME = 'bulkhead-effective';
const QUIET_MS = 200;

/** The document that shows the project of a Compose file; its own address is kept in the query. */
export function effectiveUri(source: vscode.Uri): vscode.Uri {
  const directory = basename(dirname(source.path));
  return vscode.Uri.from({ scheme: SCHEME, path: `/${directory} (effective).yaml`, query: source.toString() });
}

/** Projects with files merged and variables filled in, as documents that follow the files. */
export class EffectiveProjects implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly client: LanguageClient;
  private readonly owned: vscode.Disposable;
  /** Of each open document, the files it was made of. */
  private readonly files = new Map<string, ReadonlySet<string>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(client: LanguageClient) {
    this.client = client;
    const watcher = vscode.workspace.createFileSystemWatcher('**/{*.yaml,*.yml,.env}');
    const onFile = (uri: vscode.Uri): void => this.touched(uri);
    this.owned = vscode.Disposable.from(
      this.changed,
      watcher,
      watcher.onDidChange(onFile),
      watcher.onDidCreate(onFile),
      watcher.onDidDelete(onFile),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.touched(document.uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.files.delete(uri.toString())),
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
    );
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const source = vscode.Uri.parse(uri.query);
    // The server knows documents that are open.
    await vscode.workspace.openTextDocument(source);
    const params: EffectiveProjectParams = { textDocument: { uri: this.client.code2ProtocolConverter.asUri(source) } };
    const found = await this.client.sendRequest<EffectiveProject | null>(EFFECTIVE_PROJECT, params);
    this.files.set(uri.toString(), new Set(found?.files ?? [source.fsPath]));
    return found?.text ?? vscode.l10n.t('# This file has no project that can be read.');
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.owned.dispose();
  }

  private touched({ fsPath }: vscode.Uri): void {
    const affected = [...this.files].filter(([, files]) => files.has(fsPath)).map(([uri]) => uri);
    if (affected.length === 0) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      for (const uri of this.files.keys()) this.changed.fire(vscode.Uri.parse(uri));
    }, QUIET_MS);
  }
}
