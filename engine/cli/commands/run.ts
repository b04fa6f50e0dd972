import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { EngineClient } from '../../../api/EngineClient';
import { engineClient } from '../engineClient';
import { ExitCode } from '../ExitCode';
import { attachTerminal } from '../terminal/attachTerminal';
import { proxySignals } from '../terminal/proxySignals';
import { addRunFlags, type RunOptions } from './runFlags';
import { attachedStreams, specOf } from './runSpec';

export function addRun(program: Command): void {
  const command = program
    .command('run <image> [command...]')
    .description('create and start a container')
    .passThroughOptions()
    .helpOption('--help')
    .action(async (image: string, args: string[], options: RunOptions) => run(await engineClient(), image, args, options));
  addRunFlags(command);
}

async function run(client: EngineClient, image: string, args: string[], options: RunOptions): Promise<void> {
  const spec = specOf(image, args, options);
  if (options.tty === true && options.interactive === true && options.detach !== true && !process.stdin.isTTY) {
    throw new Error('the input device is not a TTY');
  }
  const { Id: id, Warnings } = await client.json<{ Id: string; Warnings: string[] | null }>('POST', '/containers/create', {
    query: { name: options.name, platform: options.platform },
    body: spec,
  });
  if (options.cidfile !== undefined) writeFileSync(options.cidfile, id, { flag: 'wx' });
  for (const warning of Warnings ?? []) process.stderr.write(`WARNING: ${warning}\n`);
  if (options.detach === true) {
    await client.json('POST', `/containers/${id}/start`);
    process.stdout.write(`${id}\n`);
    return;
  }
  throw new ExitCode(await runAttached(client, id, options));
}

/** Attached and waiting before the start, so that neither output nor exit can be missed. */
async function runAttached(client: EngineClient, id: string, options: RunOptions): Promise<number> {
  const { stdin, stdout, stderr } = attachedStreams(options);
  const attached = await client.hijack(`/containers/${id}/attach`, {
    query: { stream: 1, stdin: Number(stdin), stdout: Number(stdout), stderr: Number(stderr) },
  });
  const condition = options.rm === true ? 'removed' : 'next-exit';
  const waited = client.ndjson<{ StatusCode: number }>('POST', `/containers/${id}/wait`, { query: { condition } });
  const exit = waited.next();
  exit.catch(() => undefined);
  const unproxy = proxySignals(client, id);
  try {
    const started = client.json('POST', `/containers/${id}/start`);
    const resize = async (h: number, w: number): Promise<unknown> => {
      await started;
      return await client.json('POST', `/containers/${id}/resize`, { query: { h, w } });
    };
    const terminal = { tty: options.tty === true, stdin, detachKeys: options.detachKeys, resize };
    const [, end] = await Promise.all([started, attachTerminal(attached, terminal)]);
    if (end === 'left') return 0;
    const result = await exit;
    return result.done === true ? 125 : result.value.StatusCode;
  } finally {
    unproxy();
  }
}
