import * as vscode from 'vscode';
import { nameOf, processLabel, specOf, type ContainerSummary, type Node, type Row } from './nodes';

/** How each kind of node looks. Ids are stable, so that VS Code keeps what is open and selected over updates. */
export function treeItem(node: Node): vscode.TreeItem {
  switch (node.kind) {
    case 'project':
      return projectItem(node.name, node.containers);
    case 'container':
      return containerItem(node.container);
    case 'group':
      return groupItem(node.group, node.container);
    case 'process': {
      const { label, description, tooltip } = processLabel(node.process);
      return leaf(node.id, label, description, tooltip, 'process', 'gear');
    }
    case 'limit':
    case 'namespace':
    case 'message':
      return rowItem(node);
  }
}

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

function projectItem(name: string, containers: ContainerSummary[]): vscode.TreeItem {
  const item = new vscode.TreeItem(name, Expanded);
  const running = containers.filter(({ State }) => State === 'running').length;
  item.id = `project/${name}`;
  item.description = `${running} of ${containers.length} running`;
  item.contextValue = 'project';
  item.iconPath = new vscode.ThemeIcon('layers');
  return item;
}

const stateIcons: Record<ContainerSummary['State'], [icon: string, colour?: string]> = {
  running: ['vm-running', 'testing.iconPassed'],
  paused: ['debug-pause', 'testing.iconQueued'],
  restarting: ['sync'],
  removing: ['trash'],
  created: ['vm-outline'],
  exited: ['vm-outline'],
  dead: ['error', 'testing.iconFailed'],
};

function containerItem(container: ContainerSummary): vscode.TreeItem {
  const alive = container.State === 'running' || container.State === 'paused';
  const item = new vscode.TreeItem(nameOf(container), alive ? Expanded : None);
  const [icon, colour] = stateIcons[container.State];
  item.id = container.Id;
  item.description = `${container.Image}  ${container.Status}`;
  item.tooltip = `${nameOf(container)}\n${container.Id}\nImage ${container.Image}\n${container.Status}`;
  item.contextValue = `container.${container.State}${specOf(container) ? '.spec' : ''}`;
  item.iconPath = new vscode.ThemeIcon(icon, colour ? new vscode.ThemeColor(colour) : undefined);
  return item;
}

const groups = {
  processes: ['Processes', 'pulse'],
  limits: ['Limits', 'dashboard'],
  namespaces: ['Namespaces', 'symbol-namespace'],
} as const;

function groupItem(group: keyof typeof groups, container: ContainerSummary): vscode.TreeItem {
  const [label, icon] = groups[group];
  const item = new vscode.TreeItem(label, group === 'namespaces' ? Collapsed : Expanded);
  item.id = `${container.Id}/${group}`;
  item.contextValue = 'group';
  item.iconPath = new vscode.ThemeIcon(icon);
  return item;
}

function rowItem(row: Row): vscode.TreeItem {
  const contextValue = row.kind === 'limit' && row.file ? 'limit' : row.kind;
  const icon = { limit: 'dash', namespace: 'symbol-namespace', message: 'info' }[row.kind];
  return leaf(row.id, row.label, row.description, row.tooltip, contextValue, icon);
}

function leaf(
  id: string,
  label: string,
  description: string,
  tooltip: string,
  contextValue: string,
  icon: string,
): vscode.TreeItem {
  const item = new vscode.TreeItem(label, None);
  item.id = id;
  item.description = description;
  item.tooltip = tooltip;
  item.contextValue = contextValue;
  item.iconPath = new vscode.ThemeIcon(icon);
  return item;
}
