import type * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { EngineConnection } from '../engine/EngineConnection';
import type { ContainerTree } from '../views/ContainerTree';
import type { HostDocument } from '../views/HostDocument';

export interface CommandContext {
  engine: EngineConnection;
  tree: ContainerTree;
  host: HostDocument;
  log: vscode.LogOutputChannel;
  language: LanguageClient;
}

export interface Command {
  /** What failed, when it fails: the start of the message. */
  title: string;
  run: (context: CommandContext, ...args: unknown[]) => Promise<void>;
}
