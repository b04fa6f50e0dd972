import * as vscode from 'vscode';
import { nameOf } from '../views/nodes';
import { containerArgument } from './arguments';
import type { Command } from './Command';

/** Commands that are one request about one container; its events update the view. */
function lifecycle(title: string, action: string): Command {
  return {
    title,
    run: async ({ engine }, argument) => {
      const container = containerArgument(argument);
      const client = await engine.client();
      await vscode.window.withProgress(
        { location: { viewId: 'bulkhead.containers' }, title: `${title} ${nameOf(container)}` },
        () => client.json('POST', `/containers/${container.Id}/${action}`),
      );
    },
  };
}

export const startContainer = lifecycle('Start', 'start');
export const stopContainer = lifecycle('Stop', 'stop');
export const restartContainer = lifecycle('Restart', 'restart');
export const killContainer = lifecycle('Kill', 'kill');
export const pauseContainer = lifecycle('Pause', 'pause');
export const unpauseContainer = lifecycle('Resume', 'unpause');
