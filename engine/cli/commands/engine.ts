import { setTimeout as sleep } from 'node:timers/promises';
import { spawnSync } from 'node:child_process';
import type { Command } from 'commander';
import type { HostReport } from '../../../api/bulkhead';
import { connectEngine } from '../../../api/startEngine';
import { enginePaths } from '../../../api/paths';
import { enginePath } from '../enginePath';
import { ExitCode } from '../ExitCode';
import type { Invocation } from '../Invocation';

const STOP_POLL_MS = 50;
const STOP_MS = 30_000;

export function addEngine(program: Command, invocation: Invocation): void {
  const engine = program.command('engine').description('start, stop or look at the engine');
  const verb = (name: string, help: string, act: (invocation: Invocation) => Promise<void> | void): void => {
    engine
      .command(name)
      .description(help)
      .action(() => act(invocation));
  };
  verb('start', 'start it in the background', start);
  verb('stop', 'stop it; containers go on', stop);
  verb('status', 'whether it runs, and where', status);
  verb('run', 'run it in the foreground', runInForeground);
}

async function start({ engine, stdout }: Invocation): Promise<void> {
  stdout.write(`engine listens on ${(await engine()).socketPath}\n`);
}

async function stop({ stdout }: Invocation): Promise<void> {
  const client = await connectEngine();
  if (client === undefined) {
    stdout.write('no engine runs\n');
    return;
  }
  const { engine } = await client.json<HostReport>('GET', '/bulkhead/host');
  await client.json('POST', '/bulkhead/stop');
  const deadline = Date.now() + STOP_MS;
  while (isAlive(engine.pid)) {
    if (Date.now() > deadline)
      throw new Error(
        `the engine, pid ${String(engine.pid)}, was asked to stop and is still there; its log is ${enginePaths().log}`,
      );
    await sleep(STOP_POLL_MS);
  }
  stdout.write('engine stopped\n');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function status({ stdout }: Invocation): Promise<void> {
  const client = await connectEngine();
  if (client === undefined) {
    stdout.write(`no engine runs; its socket would be ${enginePaths().socket}\n`);
    throw new ExitCode(3);
  }
  const { engine, helper } = await client.json<HostReport>('GET', '/bulkhead/host');
  const helperText = helper.mode === 'failed' ? helper.reason : `helper pid ${String(helper.pid)} in mode ${helper.mode}`;
  stdout.write(`engine ${engine.version} runs as pid ${String(engine.pid)} on ${engine.socket}\n${helperText}\n`);
}

/** A child with our stdio: signals of the terminal reach it by itself. */
function runInForeground({ env }: Invocation): void {
  const { status: code, error } = spawnSync(process.execPath, [enginePath(env)], { stdio: 'inherit' });
  if (error !== undefined) throw error;
  throw new ExitCode(code ?? 1);
}
