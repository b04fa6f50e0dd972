import * as vscode from 'vscode';
import { nameOf } from '../views/nodes';
import { containerArgument } from './arguments';
import type { Command } from './Command';

export const removeContainer: Command = {
  title: 'Remove',
  run: async ({ engine }, argument) => {
    const container = containerArgument(argument);
    const alive = container.State === 'running' || container.State === 'paused';
    if (alive && !(await confirmed(nameOf(container)))) return;
    const client = await engine.client();
    await client.json('DELETE', `/containers/${container.Id}`, { query: { force: alive, v: true } });
  },
};

async function confirmed(name: string): Promise<boolean> {
  const question = `Remove ${name}? It is running and will be killed; what it wrote outside of volumes is lost.`;
  return (await vscode.window.showWarningMessage(question, { modal: true }, 'Remove')) === 'Remove';
}
