import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { projectAround } from '../../spec/compose/projectFiles';
import type { ProjectFiles } from '../../spec/compose/projectFiles';
import { readSmallFile } from '../../spec/readSmallFile';

/** The project a Compose file is a part of: what `docker compose` in its folder takes, its override file with it. */
export function composeFiles({ fsPath }: vscode.Uri): ProjectFiles {
  return projectAround(fsPath, { readFile: readSmallFile, env: process.env });
}

/** The same after what the editor has of it has been saved. */
export async function savedComposeFiles(uri: vscode.Uri): Promise<ProjectFiles> {
  await save([uri.fsPath, join(dirname(uri.fsPath), '.env')]);
  const found = composeFiles(uri);
  await save(found.files);
  return found;
}

async function save(paths: readonly string[]): Promise<void> {
  const dirty = vscode.workspace.textDocuments.filter(({ isDirty, uri }) => isDirty && paths.includes(uri.fsPath));
  for (const document of dirty) if (!(await document.save())) throw new Error(`${document.uri.fsPath} could not be saved`);
}
