import type { Command } from 'commander';
import type { EngineClient, RequestOptions } from '../../../api/EngineClient';
import { messageOf } from '../../faults';
import { ExitCode } from '../ExitCode';
import type { Invocation } from '../Invocation';
import { wholeNumber } from '../values';

type Query = NonNullable<RequestOptions['query']>;
type Act = (client: EngineClient, name: string) => Promise<unknown>;

export function addLifecycle(program: Command, invocation: Invocation): void {
  const each = (verb: string, help: string): Command => program.command(`${verb} <containers...>`).description(help);
  each('start', 'start containers').action((names: string[]) =>
    forEach(invocation, names, (client, name) => call(client, name, 'start')),
  );
  for (const verb of ['stop', 'restart']) {
    each(verb, `${verb} containers`)
      .option('-t, --timeout <seconds>', 'seconds until it is killed, -1 to wait for ever', wholeNumber)
      .option('--time <seconds>', 'the same, as older scripts have it', wholeNumber)
      .option('-s, --signal <signal>', 'signal to stop with')
      .action((names: string[], { timeout, time, signal }: { timeout?: number; time?: number; signal?: string }) =>
        forEach(invocation, names, (client, name) => call(client, name, verb, { t: timeout ?? time, signal })),
      );
  }
  each('kill', 'send a signal to containers')
    .option('-s, --signal <signal>', 'KILL when not given')
    .action((names: string[], { signal }: { signal?: string }) =>
      forEach(invocation, names, (client, name) => call(client, name, 'kill', { signal })),
    );
  each('pause', 'freeze all processes of containers').action((names: string[]) =>
    forEach(invocation, names, (client, name) => call(client, name, 'pause')),
  );
  each('unpause', 'let frozen containers go on').action((names: string[]) =>
    forEach(invocation, names, (client, name) => call(client, name, 'unpause')),
  );
  each('rm', 'remove containers')
    .option('-f, --force', 'also when it runs')
    .option('-v, --volumes', 'with its anonymous volumes')
    .action((names: string[], { force, volumes }: { force?: boolean; volumes?: boolean }) =>
      forEach(invocation, names, (client, name) =>
        client.json('DELETE', `/containers/${encodeURIComponent(name)}`, {
          query: { force: force === true ? 1 : 0, v: volumes === true ? 1 : 0 },
        }),
      ),
    );
  each('wait', 'wait until containers have ended and print their exit codes').action(async (names: string[]) => {
    const client = await invocation.engine();
    for (const name of names) {
      const { StatusCode } = await client.json<{ StatusCode: number }>('POST', `/containers/${encodeURIComponent(name)}/wait`);
      invocation.stdout.write(`${String(StatusCode)}\n`);
    }
  });
}

function call(client: EngineClient, name: string, verb: string, query?: Query): Promise<unknown> {
  return client.json('POST', `/containers/${encodeURIComponent(name)}/${verb}`, { query });
}

/** One that fails does not keep the others from their turn. */
async function forEach(invocation: Invocation, names: string[], act: Act): Promise<void> {
  const client = await invocation.engine();
  let failed = false;
  for (const name of names) {
    try {
      await act(client, name);
      invocation.stdout.write(`${name}\n`);
    } catch (error) {
      failed = true;
      invocation.stderr.write(`bulkhead: ${messageOf(error)}\n`);
    }
  }
  if (failed) throw new ExitCode(1);
}
