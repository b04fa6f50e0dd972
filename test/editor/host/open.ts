import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';

const folder = mkdtempSync(join(tmpdir(), 'bulkhead-editor-'));
suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

/** A new file in the editor, in a directory of its own: one that is rewritten under an open document is read again only some time later. */
export async function open(name: string, text: string): Promise<vscode.TextDocument> {
  const path = join(mkdtempSync(join(folder, 'case-')), name);
  writeFileSync(path, text);
  const document = await vscode.workspace.openTextDocument(path);
  await vscode.window.showTextDocument(document);
  return document;
}
