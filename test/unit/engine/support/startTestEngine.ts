import { chmodSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestContext } from 'node:test';
import { EngineClient } from '../../../../api/EngineClient';
import { createServer } from '../../../../engine/api/server';
import { Engine } from '../../../../engine/Engine';
import { loadAddon } from '../../../../engine/helper/addon';
import { Log } from '../../../../engine/log';

const root = resolve(__dirname, '../../../..');
process.env['BULKHEAD_ADDON'] ??= join(root, 'dist/bulkhead.node');

interface TestEngine {
  client: EngineClient;
  engine: Engine;
  directory: string;
  socket: string;
  /** Ends this engine and its helper; the directory stays for the next one. */
  stop: () => Promise<void>;
}

/** A whole engine on a socket of its own, with plain processes for containers. */
export async function startTestEngine(
  t: TestContext,
  directory = mkdtempSync(join(tmpdir(), 'bulkhead-engine-')),
): Promise<TestEngine> {
  const helperPath = join(directory, 'helper');
  const [loader, fake] = [require.resolve('tsx'), join(__dirname, 'fakeHelper.ts')];
  writeFileSync(helperPath, `#!/bin/sh\nexec ${process.execPath} --import ${loader} ${fake} "$@"\n`);
  chmodSync(helperPath, 0o755);
  const [dataRoot, runRoot] = [join(directory, 'data'), join(directory, 'run')];
  const paths = { dataRoot, runRoot, socket: join(runRoot, 'engine.sock'), log: join(directory, 'engine.log') };
  const engine = new Engine({
    paths,
    addon: loadAddon(),
    helperPath,
    log: new Log(paths.log, 'debug'),
    logFd: openSync(paths.log, 'a'),
  });
  await engine.start();
  if (engine.deps.helper.failed !== undefined) throw new Error(readFileSync(paths.log, 'utf8'));
  const server = createServer(engine);
  await server.ready();
  await new Promise<void>((done) => void server.server.listen(paths.socket, done));
  let stopped = false;
  const stop = async (): Promise<void> => {
    if (stopped) return;
    stopped = true;
    engine.stop();
    await server.close();
  };
  t.after(async () => {
    await stop();
    // Records may still be on their way to disk.
    for (const { lock } of engine.deps.set.all()) await lock.run(() => Promise.resolve());
    rmSync(directory, { recursive: true, force: true, maxRetries: 20 });
  });
  return { client: new EngineClient(paths.socket), engine, directory, socket: paths.socket, stop };
}

export async function createContainer(client: EngineClient, args: string[], more: object = {}, name?: string): Promise<string> {
  const body = { Image: 'bulkhead.local/host', Cmd: args, ...more };
  return (await client.json<{ Id: string }>('POST', '/containers/create', { query: { name }, body })).Id;
}

export async function runContainer(client: EngineClient, args: string[], more: object = {}, name?: string): Promise<string> {
  const id = await createContainer(client, args, more, name);
  await client.json('POST', `/containers/${id}/start`);
  return id;
}

export async function logsOf(client: EngineClient, id: string, query: Record<string, string | number> = {}): Promise<string> {
  const response = await client.stream('GET', `/containers/${id}/logs`, { query: { stdout: 1, stderr: 1, ...query } });
  const { demultiplex } = await import('../../../../api/frames');
  let text = '';
  for await (const { data } of demultiplex(response)) text += data.toString();
  return text;
}

export async function waitFor(client: EngineClient, id: string, condition = 'not-running'): Promise<number> {
  return (await client.json<{ StatusCode: number }>('POST', `/containers/${id}/wait`, { query: { condition } })).StatusCode;
}
