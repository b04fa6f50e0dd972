import * as vscode from 'vscode';
import { rowArgument } from './arguments';
import type { Command } from './Command';

export const openCgroupFile: Command = {
  title: 'Open Cgroup File',
  run: async (_context, argument) => {
    const file = rowArgument(argument)?.file;
    if (!file) throw new Error('there is no file behind this line');
    await vscode.window.showTextDocument(vscode.Uri.file(file));
  },
};
