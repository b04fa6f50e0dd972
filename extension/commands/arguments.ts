/** What VS Code passes to a command, by where it was invoked: checked here, because any extension may call it. */
import * as vscode from 'vscode';
import type { ContainerSummary, Node, Row } from '../views/nodes';

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

export function containerArgument(value: unknown): ContainerSummary {
  if (isNode(value) && value.kind === 'container') return value.container;
  throw new Error('choose a container in the Bulkhead view');
}

export function projectArgument(value: unknown): Extract<Node, { kind: 'project' }> | undefined {
  return isNode(value) && value.kind === 'project' ? value : undefined;
}

export function rowArgument(value: unknown): Row | undefined {
  return isNode(value) && (value.kind === 'limit' || value.kind === 'namespace') ? value : undefined;
}

/** The explorer and the editor pass a Uri, a code lens `{ uri, service }`; the palette nothing, which means the active editor. */
export function specArgument(value: unknown): { uri: vscode.Uri; service?: string } {
  if (value instanceof vscode.Uri) return { uri: value };
  if (typeof value === 'object' && value !== null && 'uri' in value && typeof value.uri === 'string') {
    const service = 'service' in value && typeof value.service === 'string' ? value.service : undefined;
    return { uri: vscode.Uri.parse(value.uri), service };
  }
  const active = vscode.window.activeTextEditor?.document.uri;
  if (!active) throw new Error('open a Compose file or choose one in the explorer');
  return { uri: active };
}
