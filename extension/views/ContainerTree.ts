import * as vscode from 'vscode';
import type { EngineConnection } from '../engine/EngineConnection';
import { LiveContainers, type LiveChange } from '../engine/LiveContainers';
import { groupsOf, limitRows, namespaceRows, processNodes, topLevel, type ContainerSummary, type Node } from './nodes';
import { treeItem } from './treeItems';

/** The Containers view. It follows the engine while it is visible and asks for nothing while it is not. */
export class ContainerTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Node | undefined>();
  private readonly engine: EngineConnection;
  private readonly log: vscode.LogOutputChannel;
  private readonly view: vscode.TreeView<Node>;
  private readonly disposables: vscode.Disposable[];
  private live: LiveContainers | undefined;
  private following = false;
  /** The groups whose children are shown, by id, to refresh just those when a sample comes. */
  private readonly groups = new Map<string, Extract<Node, { kind: 'group' }>>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(engine: EngineConnection, log: vscode.LogOutputChannel) {
    this.engine = engine;
    this.log = log;
    this.view = vscode.window.createTreeView<Node>('bulkhead.containers', { treeDataProvider: this });
    this.disposables = [
      this.view,
      this.view.onDidChangeVisibility(({ visible }) => (visible ? void this.follow() : this.rest())),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.follow()),
      engine.onDidChange(({ kind }) => {
        if (kind === 'running') void this.follow();
      }),
    ];
    if (this.view.visible) void this.follow();
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return treeItem(node);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!this.live) return [];
    if (!node) return topLevel(this.live.containers);
    if (node.kind === 'project') return node.containers.map((container) => ({ kind: 'container', container }));
    if (node.kind === 'container') return groupsOf(node.container);
    if (node.kind === 'group') return this.childrenOfGroup(this.live, node);
    return [];
  }

  /** A container as the engine has it now. */
  container(id: string): ContainerSummary | undefined {
    return this.live?.containers.find(({ Id }) => Id === id);
  }

  async reveal(): Promise<void> {
    await vscode.commands.executeCommand('bulkhead.containers.focus');
  }

  async refresh(): Promise<void> {
    if (this.live) await this.live.refresh().catch((error: unknown) => this.engine.lost(error));
    else await this.follow();
  }

  dispose(): void {
    this.rest();
    for (const disposable of this.disposables) disposable.dispose();
    this.changed.dispose();
  }

  /** In a trusted workspace, looking at containers is reason enough to start the engine; it ends by itself when idle. */
  private async follow(): Promise<void> {
    if (this.following || this.live || !this.view.visible) return;
    this.following = true;
    try {
      const client = vscode.workspace.isTrusted ? await this.engine.client() : await this.engine.find();
      if (!client) return;
      const live = new LiveContainers(client, (change) => this.apply(live, change));
      this.live = live;
      const interval = vscode.workspace.getConfiguration('bulkhead').get('sampleInterval', 1000);
      await live.start(interval);
    } catch (error) {
      this.log.error(`Following the engine: ${String(error)}`);
      this.engine.lost(error);
      this.rest();
    } finally {
      this.following = false;
    }
  }

  private rest(): void {
    this.live?.stop();
    this.live = undefined;
    this.groups.clear();
    this.changed.fire(undefined);
  }

  private apply(live: LiveContainers, change: LiveChange): void {
    if (live !== this.live) return;
    if (change.kind === 'list') {
      this.groups.clear();
      this.changed.fire(undefined);
      return;
    }
    if (change.kind === 'samples') {
      for (const id of change.ids) this.refreshGroups(id);
      return;
    }
    this.log.info(`The engine's streams ended${change.error instanceof Error ? `: ${change.error.message}` : ''}`);
    this.rest();
    // It was stopped, or it died and its containers go on: one look tells, and a new one is started by the next command.
    void this.engine.find().then((client) => (client ? this.follow() : undefined));
  }

  private refreshGroups(containerId: string): void {
    for (const group of ['processes', 'limits']) {
      const node = this.groups.get(`${containerId}/${group}`);
      if (node) this.changed.fire(node);
    }
  }

  private async childrenOfGroup(live: LiveContainers, node: Extract<Node, { kind: 'group' }>): Promise<Node[]> {
    const { container, group } = node;
    this.groups.set(`${container.Id}/${group}`, node);
    const sample = live.samples.get(container.Id);
    if (group === 'processes') return processNodes(container, sample);
    if (group === 'limits') return limitRows(container, sample);
    try {
      return namespaceRows(container, await live.view(container.Id));
    } catch (error) {
      return [
        {
          kind: 'message',
          id: `${container.Id}/namespace/error`,
          label: 'Not known',
          description: String(error),
          tooltip: String(error),
        },
      ];
    }
  }
}
