import * as vscode from 'vscode';
import { specOf } from '../views/nodes';
import { containerArgument, projectArgument } from './arguments';
import type { Command } from './Command';

const composeService = 'com.docker.compose.service';

/** Opens the file a container was made from, at its service. */
export const openSpec: Command = {
  title: 'Open Spec',
  run: async (_context, argument) => {
    const project = projectArgument(argument);
    const container = project ? project.containers[0] : containerArgument(argument);
    const path = container && specOf(container);
    if (!path) throw new Error('this container was not made from a file');
    const document = await vscode.workspace.openTextDocument(path);
    const service = project ? undefined : container.Labels[composeService];
    const line = service ? lineOfService(document, service) : 0;
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(line, 0, line, 0) });
  },
};

function lineOfService(document: vscode.TextDocument, service: string): number {
  const key = new RegExp(`^\\s+["']?${service.replace(/[.*+?^$()[\]{}|\\]/g, '\\$&')}["']?\\s*:`);
  for (let line = 0; line < document.lineCount; line++) if (key.test(document.lineAt(line).text)) return line;
  return 0;
}
