import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../support/eventually';
import { open } from './open';

suite('a Compose file in the editor', () => {
  test('underlines a typo and says what was meant', async () => {
    const document = await open(
      'compose.yaml',
      'services:\n  web:\n    image: bulkhead.local/host\n    enviroment:\n      A: b\n',
    );
    const found = await eventually(() =>
      vscode.languages.getDiagnostics(document.uri).find(({ message }) => message.includes('enviroment')),
    );
    assert.match(found.message, /environment/);
    assert.equal(document.getText(found.range), 'enviroment');
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
  });

  test('offers a run lens above each service', async () => {
    const document = await open(
      'compose.yaml',
      'services:\n  web:\n    image: bulkhead.local/host\n  db:\n    image: bulkhead.local/host\n',
    );
    const services = await eventually(async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10);
      const named = lenses
        .filter(({ command }) => command?.command === 'bulkhead.run')
        .flatMap(({ command }) => command?.arguments as unknown[]);
      const names = (named as { service?: string }[]).flatMap(({ service }) => service ?? []);
      return names.length === 2 ? names : undefined;
    });
    assert.deepEqual(services, ['web', 'db']);
  });

  test('tells what a key means on hover', async () => {
    const document = await open('compose.yaml', 'services:\n  web:\n    image: bulkhead.local/host\n    mem_limit: 64m\n');
    const hovers = await eventually(async () => {
      const all = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        new vscode.Position(3, 6),
      );
      return all.length > 0 ? all : undefined;
    });
    const text = hovers.flatMap(({ contents }) => (contents as vscode.MarkdownString[]).map(({ value }) => value)).join('\n');
    assert.match(text, /memory/i);
    assert.match(text, /memory\.max|memory\.limit_in_bytes/);
  });
});
