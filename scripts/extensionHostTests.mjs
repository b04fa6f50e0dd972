/**
 * test/editor/host: mocha inside a real extension host. The editor's server takes the tests' place from the page's address,
 * so a browser has to open it.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { format } from 'node:util';
import { answers } from './codeServer.mjs';
import { endGroup } from './endGroup.mjs';
import { freePort } from './freePort.mjs';
import { ensureEditor } from './installEditor.mjs';
import { readCounts, testFiles } from './nodeTests.mjs';
import { root, step } from './steps.mjs';

const out = join(root, 'build/editor-host');
/** Of a run that hangs, on a machine however slow. */
const limitMs = 300_000;

async function bundle() {
  const esbuild = await import('esbuild');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const files = [...testFiles('test/editor/host'), 'test/editor/host/index.ts'];
  await esbuild.build({
    entryPoints: Object.fromEntries(files.map((file) => [basename(file, '.ts'), join(root, file)])),
    outdir: out,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}

/** A page that opens the editor with the clone as the extension under development; resolves with the tests' exit code. */
async function openPage(port, workspace) {
  const { launchChromium } = await import('./chromium.mjs');
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const ended = new Promise((resolve, reject) => {
      void page.exposeFunction('codeAutomationExit', resolve);
      setTimeout(() => reject(new Error(`the extension host gave no result within ${limitMs / 1000} s`)), limitMs).unref();
    });
    await page.exposeFunction('codeAutomationLog', (type, args) => {
      // The workbench's own remarks come the same way; they begin with a bracket.
      const text = format(...args);
      if (!text.startsWith('[')) process.stdout.write(`${text}\n`);
    });
    const remote = (path) => `vscode-remote://127.0.0.1:${port}${path}`;
    const payload = [
      ['extensionDevelopmentPath', remote(root.replace(/\/$/, ''))],
      ['extensionTestsPath', remote(join(out, 'index.js'))],
    ];
    await page.goto(
      `http://127.0.0.1:${port}/?folder=${encodeURIComponent(workspace)}&payload=${encodeURIComponent(JSON.stringify(payload))}`,
    );
    return await ended;
  } finally {
    await browser.close();
  }
}

export async function hostTests() {
  const { node, codeServer } = await ensureEditor();
  await step('Bundling the tests of the extension host', bundle);
  const scratch = mkdtempSync(join(tmpdir(), 'bulkhead-host-'));
  const counts = join(scratch, 'counts.json');
  const port = await freePort();
  const args = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms'];
  const server = spawn(
    node,
    [
      join(codeServer, 'lib/vscode/out/server-main.js'),
      ...args,
      ...['--server-data-dir', join(scratch, 'server'), '--extensions-dir', join(scratch, 'extensions')],
      ...['--telemetry-level', 'off', '--enable-smoke-test-driver', '--disable-workspace-trust'],
    ],
    {
      stdio: 'ignore',
      detached: true,
      env: {
        ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VSCODE_'))),
        BULKHEAD_DATA: join(scratch, 'data'),
        BULKHEAD_RUN: join(scratch, 'run'),
        BULKHEAD_TEST_COUNTS: counts,
        BULKHEAD_ROOT: root,
      },
    },
  );
  try {
    await answers(`http://127.0.0.1:${port}/version`, server);
    await openPage(port, join(root, 'samples'));
    return existsSync(counts) ? readCounts(counts) : { passed: 0, failed: 1, skipped: 0 };
  } finally {
    await endGroup(server.pid);
    rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}
