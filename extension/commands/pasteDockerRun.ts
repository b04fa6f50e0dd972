import * as vscode from 'vscode';
import { SERVICE_OF_COMMAND } from '../../spec/requests';
import type { ServiceOfCommand, ServiceOfCommandParams } from '../../spec/requests';
import type { Command } from './Command';

/** The `docker run` command in the clipboard as a service, at the line of the cursor. */
export const pasteDockerRun: Command = {
  title: 'Paste docker run as Service',
  run: async ({ language }) => {
    const editor = vscode.window.activeTextEditor;
    if (!editor) throw new Error('open a Compose file first');
    const { line } = editor.selection.active;
    const params: ServiceOfCommandParams = {
      textDocument: { uri: editor.document.uri.toString() },
      command: await vscode.env.clipboard.readText(),
      line,
    };
    const found = await language.sendRequest<ServiceOfCommand | null>(SERVICE_OF_COMMAND, params);
    if (!found) throw new Error('the clipboard holds no docker run command, or this is no Compose file');
    await editor.edit((edit) => edit.insert(new vscode.Position(found.line ?? line, 0), found.text));
  },
};
