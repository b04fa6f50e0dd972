import type { Command } from 'commander';
import type { EngineClient, RequestOptions } from '../../../api/EngineClient';
import { messageOf } from '../../faults';
import { engineClient } from '../engineClient';
import { ExitCode } from '../ExitCode';
import { wholeNumber } from '../values';

type Query = NonNullable<RequestOptions['query']>;

export function addLifecycle(program: Command): void {
  const each = (verb: string, help: string): Command => program.command(`${verb} <containers...>`).description(help);
  each('start', 'start containers').action((names: string[]) => forEach(names, (client, name) => call(client, name, 'start')));
  for (const verb of ['stop', 'restart']) {
    each(verb, `${verb} containers`)
      .option('-t, --timeout <seconds>', 'seconds until it is killed, -1 to wait for ever', wholeNumber)
      .option('--time <seconds>', 'the same, as older scripts have it', wholeNumber)
      .option('-s, --signal <signal>', 'signal to stop with')
      .action((names: string[], { timeout, time, signal }: { timeout?: number; time?: number; signal?: string }) =>
        forEach(names, (client, name) => call(client, name, verb, { t: timeout ?? time, signal })),
      );
  }
  each('kill', 'send a signal to containers')
    .option('-s, --signal <signal>', 'KILL when not given')
    .action((names: string[], { signal }: { signal?: string }) =>
      forEach(names, (client, name) => call(client, name, 'kill', { signal })),
    );
  each('pause', 'freeze all processes of containers').action((names: string[]) =>
    forEach(names, (client, name) => call(client, name, 'pause')),
  );
  each('unpause', 'let frozen containers go on').action((names: string[]) =>
    forEach(names, (client, name) => call(client, name, 'unpause')),
  );
  each('rm', 'remove containers')
    .option('-f, --force', 'also when it runs')
    .option('-v, --volumes', 'with its anonymous volumes')
    .action((names: string[], { force, volumes }: { force?: boolean; volumes?: boolean }) =>
      forEach(names, (client, name) =>
        client.json('DELETE', `/containers/${encodeURIComponent(name)}`, {
          query: { force: force === true ? 1 : 0, v: volumes === true ? 1 : 0 },
        }),
      ),
    );
  each('wait', 'wait until containers have ended and print their exit codes').action(async (names: string[]) => {
    const client = await engineClient();
    for (const name of names) {
      const { StatusCode } = await client.json<{ StatusCode: number }>('POST', `/containers/${encodeURIComponent(name)}/wait`);
      process.stdout.write(`${String(StatusCode)}\n`);
    }
  });
}

function call(client: EngineClient, name: string, verb: string, query?: Query): Promise<unknown> {
  return client.json('POST', `/containers/${encodeURIComponent(name)}/${verb}`, { query });
}

/** One that fails does not keep the others from their turn. */
async function forEach(names: string[], act: (client: EngineClient, name: string) => Promise<unknown>): Promise<void> {
  const client = await engineClient();
  let failed = false;
  for (const name of names) {
    try {
      await act(client, name);
      process.stdout.write(`${name}\n`);
    } catch (error) {
      failed = true;
      process.stderr.write(`bulkhead: ${messageOf(error)}\n`);
    }
  }
  if (failed) throw new ExitCode(1);
}
