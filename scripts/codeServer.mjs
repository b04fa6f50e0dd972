/** The editor of `npm start` where no `code` is installed: code-server on loopback, with this clone as its only extension. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './freePort.mjs';
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
  const file = join(profile, 'data', 'User', 'settings.json');
  if (existsSync(file)) return;
  mkdirSync(join(profile, 'data', 'User'), { recursive: true });
  const settings = {
    'workbench.startupEditor': 'none',
    // The samples lie in a clone, which is not what is being looked at.
    'git.openRepositoryInParentFolders': 'never',
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'chat.disableAIFeatures': true,
    'telemetry.telemetryLevel': 'off',
    'extensions.autoCheckUpdates': false,
    'update.mode': 'none',
  };
  writeFileSync(file, JSON.stringify(settings, null, 2));
}

/**
 * Resolves once it answers: `{ url, child }`. The address carries a token: the editor can start containers and shells, and loopback belongs to
 * every user of the machine. code-server's own entry knows passwords only, so VS Code's server inside of it is started.
 */
export async function openCodeServer(workspace) {
  const { node, codeServer } = await ensureEditor();
  const extensions = linkExtension();
  writeSettings();
  const port = await freePort();
  const tokenFile = join(profile, 'token');
  const token = randomBytes(24).toString('hex');
  writeFileSync(tokenFile, token, { mode: 0o600 });
  const args = [
    join(codeServer, 'lib/vscode/out/server-main.js'),
    ...['--host', '127.0.0.1', '--port', String(port), '--connection-token-file', tokenFile],
    ...['--server-data-dir', profile, '--extensions-dir', extensions],
    ...['--accept-server-license-terms', '--telemetry-level', 'off'],
    // It opens the samples of the clone that its user has just built and started; to be asked about them would only grey out "Run Container".
    '--disable-workspace-trust',
  ];
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VSCODE_')));
  const child = spawn(node, args, { env, stdio: 'ignore' });
  await step('Starting the editor', () => answers(`http://127.0.0.1:${port}/version`, child));
  return { url: `http://127.0.0.1:${port}/?tkn=${token}&folder=${encodeURIComponent(workspace)}`, child };
}

export async function answers(url, child) {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (child.exitCode !== null) throw new Error(`code-server ended with ${child.exitCode}`);
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await sleep(200);
  }
  throw new Error('code-server did not answer within 120 s');
}
