import * as vscode from 'vscode';
import { offerNextAction } from '../errors';
import type { Command, CommandContext } from './Command';
import { downProject } from './downProject';
import { killContainer, pauseContainer, restartContainer, startContainer, stopContainer, unpauseContainer } from './lifecycle';
import { openCgroupFile } from './openCgroupFile';
import { openSpec } from './openSpec';
import { pasteDockerRun } from './pasteDockerRun';
import { removeContainer } from './removeContainer';
import { runContainer } from './runContainer';
import { showEffectiveProject } from './showEffectiveProject';
import { showHost } from './showHost';
import { showLogs } from './showLogs';
import { openShell } from './openShell';
import { startEngineCommand, stopEngine } from './engine';

const commands: Record<string, Command> = {
  run: runContainer,
  down: downProject,
  start: startContainer,
  stop: stopContainer,
  restart: restartContainer,
  kill: killContainer,
  pause: pauseContainer,
  unpause: unpauseContainer,
  remove: removeContainer,
  logs: showLogs,
  shell: openShell,
  openSpec,
  openCgroupFile,
  pasteDockerRun,
  startEngine: startEngineCommand,
  stopEngine,
  showEffectiveProject,
  showHost,
  showLog: {
    title: 'Show Log',
    run: ({ log }) => {
      log.show();
      return Promise.resolve();
    },
  },
};

/** The one place where a command's failure becomes a message with a next action. */
export function registerCommands(context: vscode.ExtensionContext, commandContext: CommandContext): void {
  for (const [name, { title, run }] of Object.entries(commands)) {
    context.subscriptions.push(
      vscode.commands.registerCommand(`bulkhead.${name}`, async (...args: unknown[]) => {
        try {
          await run(commandContext, ...args);
        } catch (error) {
          commandContext.engine.lost(error);
          await offerNextAction(error, title, commandContext.log);
        }
      }),
    );
  }
}
