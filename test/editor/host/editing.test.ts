import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../support/eventually';
import { open } from './open';

const PROJECT = 'services:\n  web:\n    image: nginx\n    depends_on: [db]\n  db:\n    image: postgres\n';

/** What a provider answers, once there is something. */
async function provided<Result extends object>(command: string, ...parameters: unknown[]): Promise<Result> {
  return await eventually(async () => {
    const result = await vscode.commands.executeCommand<Result | undefined>(command, ...parameters);
    return result && (!Array.isArray(result) || result.length > 0) ? result : undefined;
  });
}

async function textAfter(document: vscode.TextDocument, edit: vscode.WorkspaceEdit): Promise<string> {
  // The editor turns one down while it looks at a file that was just written.
  await eventually(async () => (await vscode.workspace.applyEdit(edit)) || undefined);
  return document.getText();
}

suite('editing in the editor', () => {
  test('completes the names of services', async () => {
    const document = await open('compose.yaml', PROJECT.replace('[db]', '[]'));
    const { items } = await eventually(async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        new vscode.Position(3, 17),
      );
      return list.items.some(({ label }) => label === 'db') ? list : undefined;
    });
    assert.ok(!items.some(({ label }) => label === 'networks'));
  });

  test('renames a service where it is needed, too', async () => {
    const document = await open('compose.yaml', PROJECT);
    const edit = await provided<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      new vscode.Position(4, 3),
      'store',
    );
    assert.equal(await textAfter(document, edit), PROJECT.replace('[db]', '[store]').replace('  db:', '  store:'));
  });

  test('formats without touching comments and quotes', async () => {
    const document = await open('compose.yaml', 'services:\n    web:\n        image:   "nginx" # why\n');
    const edits = await provided<vscode.TextEdit[]>('vscode.executeFormatDocumentProvider', document.uri, {
      tabSize: 2,
      insertSpaces: true,
    });
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, edits);
    assert.equal(await textAfter(document, edit), 'services:\n  web:\n    image: "nginx" # why\n');
  });

  test('fixes a typo', async () => {
    const document = await open('compose.yaml', 'services:\n  web:\n    imagee: nginx\n');
    const at = new vscode.Range(2, 5, 2, 5);
    const fix = await eventually(async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        at,
      );
      return actions.find(({ title, edit }) => edit && title.includes('image'));
    });
    assert.match(await textAfter(document, fix.edit ?? new vscode.WorkspaceEdit()), /^ {4}image: nginx$/m);
  });

  test('shows the effective project', async () => {
    const document = await open('compose.yaml', 'services:\n  web:\n    image: "nginx:${TAG:-1.27}"\n');
    await vscode.commands.executeCommand('bulkhead.showEffectiveProject', document.uri);
    const shown = await eventually(() => {
      const beside = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.scheme === 'bulkhead-effective');
      return beside?.document.getText() || undefined;
    });
    assert.match(shown, /image: "?nginx:1\.27/);
  });

  test('checks a Dockerfile and finds its stages', async () => {
    const document = await open('Dockerfile', 'FROM alpine AS build\nRUN true\nFROM scratch\nCOPY --from=biuld /a /b\n');
    const found = await eventually(() =>
      vscode.languages.getDiagnostics(document.uri).find(({ message }) => message.includes('biuld')),
    );
    assert.equal(found.range.start.line, 3);
    const symbols = await provided<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
    assert.ok(symbols.some(({ name }) => name.includes('build')));
  });

  test('checks an OCI config in YAML', async () => {
    const document = await open('config.yaml', 'ociVersion: 1.0.2\nprocess:\n  cwd: srv\n  args: [sh]\nroot:\n  path: rootfs\n');
    const found = await eventually(() =>
      vscode.languages.getDiagnostics(document.uri).find(({ range }) => document.getText(range) === 'srv'),
    );
    assert.match(found.message, /absolute/);
  });

  test('checks Compose files of other names', async () => {
    const document = await open('compose-dev.yaml', 'services:\n  web:\n    imagee: nginx\n');
    const found = await eventually(() => vscode.languages.getDiagnostics(document.uri)[0]);
    assert.match(found.message, /imagee/);
  });
});
