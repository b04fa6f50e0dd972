import * as vscode from 'vscode';
import { registerCommands } from './commands';
import { EngineConnection } from './engine/EngineConnection';
import { offerNextAction } from './errors';
import { createLanguageClient } from './languageClient';
import { ContainerTree } from './views/ContainerTree';
import { EffectiveProjects } from './views/EffectiveProjects';
import { HostDocument } from './views/HostDocument';

/** The language server runs in every workspace; what starts the engine waits until the workspace is trusted. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel('Bulkhead', { log: true });
  const engine = new EngineConnection(context, log);
  const tree = new ContainerTree(engine, log);
  const host = new HostDocument();
  const language = createLanguageClient(context);
  context.subscriptions.push(log, engine, tree, host);
  registerCommands(context, { engine, tree, host, log, language });
  try {
    await language.start();
    context.subscriptions.push(language, new EffectiveProjects(language));
  } catch (error) {
    // VS Code tells nobody about an activation that failed.
    await offerNextAction(error, 'The language server of Bulkhead did not start', log);
    throw error;
  }
}
