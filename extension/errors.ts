import * as vscode from 'vscode';
import { EngineError } from '../api/EngineError';

interface Action {
  title: string;
  command: string;
}

const showLog: Action = { title: 'Show Log', command: 'bulkhead.showLog' };
const startEngine: Action = { title: 'Start Engine', command: 'bulkhead.startEngine' };
const showHost: Action = { title: 'What This Host Can Do', command: 'bulkhead.showHost' };

/** Tells what failed and offers what to do about it. */
export async function offerNextAction(error: unknown, what: string, log: vscode.LogOutputChannel): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  log.error(`${what}: ${message}`);
  const actions = actionsFor(error);
  const chosen = await vscode.window.showErrorMessage(`${what}: ${message}`, ...actions.map((action) => action.title));
  const action = actions.find(({ title }) => title === chosen);
  if (action) await vscode.commands.executeCommand(action.command);
}

function actionsFor(error: unknown): Action[] {
  if (!(error instanceof EngineError)) return [showLog];
  if (error.code === 'unreachable') return [startEngine, showLog];
  if (error.code === 'refused' || (error.code === 'http' && error.status === 400)) return [showHost, showLog];
  return [showLog];
}
