import * as vscode from 'vscode';
import { effectiveUri } from '../views/EffectiveProjects';
import { specArgument } from './arguments';
import type { Command } from './Command';

/** The project of a Compose file as the engine takes it, beside the file. */
export const showEffectiveProject: Command = {
  title: 'Show Effective Project',
  run: async (_context, argument) => {
    const document = await vscode.workspace.openTextDocument(effectiveUri(specArgument(argument).uri));
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true, preserveFocus: true });
  },
};
