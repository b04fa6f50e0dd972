import type { Command } from 'commander';
import type { EngineClient } from '../../../api/EngineClient';
import { ExitCode } from '../ExitCode';
import type { Invocation } from '../Invocation';
import { attachTerminal } from '../terminal/attachTerminal';
import { consoleSize } from '../terminal/consoleSize';
import { detachKeys } from '../terminal/DetachKeys';
import { collect } from '../values';
import { environmentEntry, readEnvFile } from './flagValues';

interface ExecFlags {
  detach?: boolean;
  interactive?: boolean;
  tty?: boolean;
  env?: string[];
  envFile?: string[];
  workdir?: string;
  user?: string;
  privileged?: boolean;
  detachKeys?: Buffer;
}

export function addExec(program: Command, invocation: Invocation): void {
  program
    .command('exec <container> <command...>')
    .description('run a command in a running container')
    .passThroughOptions()
    .option('-d, --detach', 'run in the background')
    .option('-i, --interactive', 'keep stdin open')
    .option('-t, --tty', 'allocate a terminal')
    .option('-e, --env <name=value>', 'set an environment variable', collect)
    .option('--env-file <file>', 'read environment variables from a file', collect)
    .option('-w, --workdir <directory>', 'working directory')
    .option('--detach-keys <keys>', 'keys that leave it running (ctrl-p,ctrl-q)', detachKeys)
    .option('-u, --user <user[:group]>', 'user name or uid')
    .option('--privileged', 'all capabilities this host can give')
    .action((container: string, words: string[], flags: ExecFlags) => exec(invocation, container, words, flags));
}

async function exec(invocation: Invocation, container: string, command: string[], flags: ExecFlags): Promise<void> {
  if (flags.envFile !== undefined) invocation.needOwnProcess();
  const client = await invocation.engine();
  const [tty, stdin] = [flags.tty === true, flags.interactive === true && flags.detach !== true];
  if (tty && stdin && invocation.stdin.isTTY !== true) throw new Error('the input device is not a TTY');
  const attach = flags.detach !== true;
  const { Id: id } = await client.json<{ Id: string }>('POST', `/containers/${encodeURIComponent(container)}/exec`, {
    body: {
      ...{
        Cmd: command,
        Tty: tty,
        Env: environmentOf(flags, invocation),
        WorkingDir: flags.workdir ?? '',
        User: flags.user ?? '',
        Privileged: flags.privileged === true,
      },
      ...{ AttachStdin: stdin, AttachStdout: attach, AttachStderr: attach },
    },
  });
  if (!attach) {
    await client.json('POST', `/exec/${id}/start`, { body: { Detach: true, Tty: tty } });
    return;
  }
  const hijacked = await client.hijack(`/exec/${id}/start`, {
    body: {
      Detach: false,
      Tty: tty,
      ConsoleSize: tty ? consoleSize(invocation.stdout) : undefined,
    },
  });
  const end = await attachTerminal(invocation, hijacked, {
    tty,
    stdin,
    detachKeys: flags.detachKeys,
    resize: (h, w) => client.json('POST', `/exec/${id}/resize`, { query: { h, w } }),
  });
  if (end === 'ended') throw new ExitCode(await exitCode(client, id));
}

function environmentOf({ env = [], envFile = [] }: ExecFlags, invocation: Invocation): string[] {
  return [
    ...envFile.flatMap((file) => readEnvFile(file, invocation.env)),
    ...env.flatMap((entry) => environmentEntry(entry, invocation.env)),
  ];
}

/** The output may end a moment before the process does. */
async function exitCode(client: EngineClient, id: string): Promise<number> {
  for (let delayMs = 1; ; delayMs = Math.min(delayMs * 2, 200)) {
    const { Running, ExitCode: code } = await client.json<{ Running: boolean; ExitCode: number | null }>(
      'GET',
      `/exec/${id}/json`,
    );
    if (!Running && code !== null) return code;
    await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
}
