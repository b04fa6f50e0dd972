/** The editor of `npm start` where no `code` is installed: code-server on loopback, with this clone as its only extension. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureEditor } from './installEditor.mjs';
import { root, step } from './steps.mjs';

const profile = join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local/share'), 'bulkhead', 'editor');

/** What the extension's packed form contains, linked, so that a rebuild and a reload of the window show the change. */
function linkExtension() {
  const { publisher, name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const extensions = join(profile, 'extensions');
  rmSync(extensions, { recursive: true, force: true });
  const target = join(extensions, `${publisher}.${name}-${version}`);
  mkdirSync(target, { recursive: true });
  for (const entry of ['dist', 'syntaxes', 'media', 'README.md']) symlinkSync(join(root, entry), join(target, entry));
  copyFileSync(join(root, 'package.json'), join(target, 'package.json'));
  return extensions;
}

function writeSettings() {
  const file = join(profile, 'user', 'User', 'settings.json');
  if (existsSync(file)) return;
  mkdirSync(join(profile, 'user', 'User'), { recursive: true });
  const settings = {
    'workbench.startupEditor': 'none',
    'telemetry.telemetryLevel': 'off',
    'extensions.autoCheckUpdates': false,
    'update.mode': 'none',
  };
  writeFileSync(file, JSON.stringify(settings, null, 2));
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Resolves once it answers: `{ url, child }`. */
export async function openCodeServer(workspace) {
  const { node, codeServer } = await ensureEditor();
  const extensions = linkExtension();
  writeSettings();
  const config = join(profile, 'config.yaml');
  writeFileSync(config, '');
  const port = await freePort();
  const args = [
    join(codeServer, 'out/node/entry.js'),
    ...['--config', config, '--user-data-dir', join(profile, 'user'), '--extensions-dir', extensions],
    ...['--bind-addr', `127.0.0.1:${port}`, '--auth', 'none'],
    ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
  ];
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VSCODE_')));
  const child = spawn(node, args, { env, stdio: 'ignore' });
  await step('Starting the editor', () => answers(`http://127.0.0.1:${port}/healthz`, child));
  return { url: `http://127.0.0.1:${port}/?folder=${encodeURIComponent(workspace)}`, child };
}

export async function answers(url, child) {
  for (let attempt = 0; attempt < 150; attempt++) {
    if (child.exitCode !== null) throw new Error(`code-server ended with ${child.exitCode}`);
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await sleep(200);
  }
  throw new Error('code-server did not answer within 30 s');
}
