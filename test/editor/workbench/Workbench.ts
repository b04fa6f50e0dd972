import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchChromium } from '../../../scripts/chromium.mjs';
import { endGroup } from '../../../scripts/endGroup.mjs';
import { freePort } from '../../../scripts/freePort.mjs';
import { ensureEditor } from '../../../scripts/installEditor.mjs';
import { eventually } from '../support/eventually';
import { menuItem, openMenu, rowOf } from './contextMenu';

const root = join(__dirname, '../../..');
const artefacts = join(root, 'test/artefacts');

const settings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'chat.disableAIFeatures': true,
  // Its DOM renderer, in which the test can read what the terminal shows.
  'terminal.integrated.gpuAcceleration': 'off',
  'git.openRepositoryInParentFolders': 'never',
  // What is tested depends on nobody else.
  'bulkhead.registry.enabled': false,
};

interface WorkbenchOptions {
  /** Without trust the workbench asks first, as it does with a folder it has not seen. */
  trusted?: boolean;
  /** Further environment of the editor, and so of the engine that the extension starts. */
  env?: NodeJS.ProcessEnv;
}

/** A real workbench in Chromium with the packed extension installed, its own engine, and a copy of the sample as workspace. */
export class Workbench {
  readonly page: Page;
  readonly workspace: string;
  private readonly scratch: string;
  private readonly server: ChildProcess;
  private readonly browser: Browser;
  private readonly env: NodeJS.ProcessEnv;

  private constructor(parts: { page: Page; scratch: string; server: ChildProcess; browser: Browser; env: NodeJS.ProcessEnv }) {
    this.page = parts.page;
    this.scratch = parts.scratch;
    this.workspace = join(parts.scratch, 'hello');
    this.server = parts.server;
    this.browser = parts.browser;
    this.env = parts.env;
  }

  static async open({ trusted = true, env: more = {} }: WorkbenchOptions = {}): Promise<Workbench> {
    const { node, codeServer } = await ensureEditor();
    const scratch = mkdtempSync(join(tmpdir(), 'bulkhead-workbench-'));
    cpSync(join(root, 'samples/hello'), join(scratch, 'hello'), { recursive: true });
    mkdirSync(join(scratch, 'user/User'), { recursive: true });
    writeFileSync(
      join(scratch, 'user/User/settings.json'),
      JSON.stringify({ ...settings, 'security.workspace.trust.enabled': !trusted }),
    );
    writeFileSync(join(scratch, 'config.yaml'), '');
    mkdirSync(artefacts, { recursive: true });
    const env = {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VSCODE_'))),
      BULKHEAD_DATA: join(scratch, 'data'),
      BULKHEAD_RUN: join(scratch, 'run'),
      ...more,
    };
    const places = [
      '--config',
      join(scratch, 'config.yaml'),
      '--user-data-dir',
      join(scratch, 'user'),
      '--extensions-dir',
      join(scratch, 'extensions'),
    ];
    const entry = join(codeServer, 'out/node/entry.js');
    execFileSync(node, [entry, ...places, '--install-extension', join(root, 'dist/bulkhead-linux-x64.vsix')], {
      env,
      stdio: 'pipe',
    });
    const port = await freePort();
    const quiet = [
      '--auth',
      'none',
      '--disable-telemetry',
      '--disable-update-check',
      ...(trusted ? ['--disable-workspace-trust'] : []),
      '--disable-getting-started-override',
    ];
    const server = spawn(node, [entry, ...places, '--bind-addr', `127.0.0.1:${port}`, ...quiet], {
      env,
      stdio: 'ignore',
      detached: true,
    });
    await eventually(async () => ((await fetch(`http://127.0.0.1:${port}/healthz`)).ok ? true : undefined));
    const browser = await launchChromium();
    const page = await browser.newPage({ viewport: { width: 1360, height: 860 } });
    page.setDefaultTimeout(120_000);
    await page.goto(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(join(scratch, 'hello'))}`);
    return new Workbench({ page, scratch, server, browser, env });
  }

  /** What the engine says, beside what the view shows. */
  bulkhead(...args: string[]): string {
    return execFileSync(join(root, 'dist/bulkhead'), args, { env: this.env, encoding: 'utf8' });
  }

  /** What the engine, and whatever ran it, had to say. */
  engineLog(): string {
    return readFileSync(join(this.scratch, 'data/engine.log'), 'utf8');
  }

  /** How many connections the engine holds: the kernel lists its end of each under the path of the socket. */
  engineConnections(): number {
    const sockets = readFileSync('/proc/net/unix', 'utf8').split('\n');
    return sockets.filter((line) => line.endsWith(` ${this.env['BULKHEAD_RUN']}/engine.sock`)).length - 1;
  }

  /** The row of a list or tree that shows this. */
  row(text: string | RegExp): Locator {
    return rowOf(this.page, text);
  }

  /** A click on an item of the open context menu. The menu ignores clicks while it opens, and closes by the one it takes. */
  async pick(title: string): Promise<void> {
    const item = await menuItem(this.page, title);
    let clicked = false;
    await eventually(async () => {
      if (clicked && !(await item.isVisible())) return true;
      await item.click({ timeout: 2000 });
      clicked = true;
      await item.waitFor({ state: 'detached', timeout: 2000 });
      return true;
    });
  }

  /** What a right-click on a row offers under this title, done. */
  async choose(row: string | RegExp, title: string): Promise<void> {
    await openMenu(this.page, row, title);
    await this.pick(title);
  }

  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: join(artefacts, `${name}.png`) });
  }

  async close(): Promise<void> {
    await this.browser.close();
    if (this.server.pid) await endGroup(this.server.pid);
    const ids = this.bulkhead('ps', '-a', '-q').split('\n').filter(Boolean);
    if (ids.length > 0) this.bulkhead('rm', '-f', ...ids);
    this.bulkhead('engine', 'stop');
    rmSync(this.scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }
}
