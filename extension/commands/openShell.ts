import * as vscode from 'vscode';
import { ShellTerminal } from '../terminals/ShellTerminal';
import { nameOf } from '../views/nodes';
import { containerArgument } from './arguments';
import type { Command } from './Command';
import { openInEditor } from './showLogs';

export const openShell: Command = {
  title: 'Shell',
  run: async ({ engine }, argument) => {
    const container = containerArgument(argument);
    const shell = vscode.workspace.getConfiguration('bulkhead').get('shell', 'sh');
    openInEditor(`Shell: ${nameOf(container)}`, new ShellTerminal(await engine.client(), container.Id, shell), 'terminal');
  },
};
