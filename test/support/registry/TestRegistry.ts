import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Started {
  /** `127.0.0.1:PORT`, as it begins the names of images. */
  host: string;
  stop: () => Promise<void>;
}

/** Files beside the configuration, by name, and what it says of who may ask; `FOLDER` in it stands for where they are. */
export interface Access {
  files?: Record<string, string>;
  auth?: object;
}

const START_MS = 60_000;

const configOf = (folder: string, auth: object | undefined): string =>
  // Every JSON is YAML.
  JSON.stringify({
    version: '0.1',
    log: { level: 'info', formatter: 'json' },
    storage: { filesystem: { rootdirectory: join(folder, 'data') }, delete: { enabled: true } },
    http: { addr: '127.0.0.1:0' },
    ...(auth ? { auth } : {}),
  }).replaceAll('FOLDER', folder);

/** The address it says it listens on: the kernel chose the port. */
function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let log = '';
    const timer = setTimeout(() => reject(new Error(`docker-registry does not listen:\n${log}`)), START_MS);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`docker-registry ended with ${code}:\n${log}`)));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      const [, address] = /listening on ([\d.]+:\d+)/.exec(log) ?? [];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}

/** The registry of the distribution project, from Debian's docker-registry, on a port of the loopback interface and with a folder of its own. */
export async function startRegistry({ files = {}, auth }: Access = {}): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-registry-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const config = join(folder, 'config.yml');
  writeFileSync(config, configOf(folder, auth));
  const child = spawn('docker-registry', ['serve', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { host: await listening(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
