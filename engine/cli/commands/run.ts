import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { EngineClient } from '../../../api/EngineClient';
import { EngineError } from '../../../api/EngineError';
import type { ContainerSpec } from '../../../spec/container/ContainerSpec';
import { ExitCode } from '../ExitCode';
import type { Invocation } from '../Invocation';
import { attachTerminal } from '../terminal/attachTerminal';
import { proxySignals } from '../terminal/proxySignals';
import { addRunFlags, type RunOptions } from './runFlags';
import { attachedStreams, specOf } from './runSpec';

export function addRun(program: Command, invocation: Invocation): void {
  const command = program
    .command('run <image> [command...]')
    .description('create and start a container')
    .passThroughOptions()
    .helpOption('--help')
    .action((image: string, args: string[], options: RunOptions) => run(invocation, image, args, options));
  addRunFlags(command);
}

async function run(invocation: Invocation, image: string, args: string[], options: RunOptions): Promise<void> {
  const { stdin, stdout, stderr } = invocation;
  if (namesFiles(options)) invocation.needOwnProcess();
  const spec = specOf(invocation, image, args, options);
  if (options.tty === true && options.interactive === true && options.detach !== true && stdin.isTTY !== true) {
    throw new Error('the input device is not a TTY');
  }
  const client = await invocation.engine();
  const { Id: id, Warnings } = await create(client, spec, options);
  if (options.cidfile !== undefined) writeFileSync(options.cidfile, id, { flag: 'wx' });
  for (const warning of Warnings ?? []) stderr.write(`WARNING: ${warning}\n`);
  if (options.detach === true) {
    await client.json('POST', `/containers/${id}/start`);
    stdout.write(`${id}\n`);
    return;
  }
  throw new ExitCode(await runAttached(invocation, client, id, options));
}

interface Created {
  Id: string;
  Warnings: string[] | null;
}

/** An image that is not here is asked for first, as docker does: the engine says how to get it. */
async function create(client: EngineClient, spec: ContainerSpec, { name, platform }: RunOptions): Promise<Created> {
  const request = () => client.json<Created>('POST', '/containers/create', { query: { name, platform }, body: spec });
  try {
    return await request();
  } catch (error) {
    if (!(error instanceof EngineError && error.message.startsWith('No such image'))) throw error;
    await client.json('POST', '/images/create', { query: { fromImage: spec.Image, platform } });
    return await request();
  }
}

function namesFiles({ cidfile, envFile, labelFile }: RunOptions): boolean {
  return [cidfile, envFile, labelFile].some((given) => given !== undefined);
}

/** Attached and waiting before the start, so that neither output nor exit can be missed. */
async function runAttached(invocation: Invocation, client: EngineClient, id: string, options: RunOptions): Promise<number> {
  const { stdin, stdout, stderr } = attachedStreams(options);
  const attached = await client.hijack(`/containers/${id}/attach`, {
    query: { stream: 1, stdin: Number(stdin), stdout: Number(stdout), stderr: Number(stderr) },
  });
  const condition = options.rm === true ? 'removed' : 'next-exit';
  const waited = client.ndjson<{ StatusCode: number }>('POST', `/containers/${id}/wait`, { query: { condition } });
  const exit = waited.next();
  exit.catch(() => undefined);
  const unproxy = proxySignals(invocation, client, id);
  try {
    const started = client.json('POST', `/containers/${id}/start`);
    const resize = async (h: number, w: number): Promise<unknown> => {
      await started;
      return await client.json('POST', `/containers/${id}/resize`, { query: { h, w } });
    };
    const terminal = { tty: options.tty === true, stdin, detachKeys: options.detachKeys, resize };
    const [, end] = await Promise.all([started, attachTerminal(invocation, attached, terminal)]);
    if (end === 'left') return 0;
    const result = await exit;
    return result.done === true ? 125 : result.value.StatusCode;
  } finally {
    unproxy();
  }
}
