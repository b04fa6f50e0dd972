import * as vscode from 'vscode';
import { LogTerminal } from '../terminals/LogTerminal';
import { nameOf } from '../views/nodes';
import { containerArgument } from './arguments';
import type { Command } from './Command';

/** Follows the output in a terminal of the editor area, which scrolls, searches and shows colours. */
export const showLogs: Command = {
  title: 'Logs',
  run: async ({ engine }, argument) => {
    const container = containerArgument(argument);
    const pty = new LogTerminal(await engine.client(), container.Id);
    openInEditor(`Logs: ${nameOf(container)}`, pty, 'output');
  },
};

export function openInEditor(name: string, pty: vscode.Pseudoterminal, icon: string): void {
  vscode.window
    .createTerminal({ name, pty, iconPath: new vscode.ThemeIcon(icon), location: { viewColumn: vscode.ViewColumn.Active } })
    .show();
}
