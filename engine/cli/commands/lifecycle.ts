import type { Command } from 'commander';
import type { EngineClient, RequestOptions } from '../../../api/EngineClient';
import { forEach } from '../forEach';
import type { Invocation } from '../Invocation';
import { wholeNumber } from '../values';

type Query = NonNullable<RequestOptions['query']>;
type Act = (client: EngineClient, name: string) => Promise<unknown>;

export function addLifecycle(program: Command, invocation: Invocation): void {
  const each = (verb: string, help: string): Command => program.command(`${verb} <containers...>`).description(help);
  each('start', 'start containers').action((names: string[]) =>
    forAll(invocation, names, (client, name) => call(client, name, 'start')),
  );
  for (const verb of ['stop', 'restart']) {
    each(verb, `${verb} containers`)
      .option('-t, --timeout <seconds>', 'seconds until it is killed, -1 to wait for ever', wholeNumber)
      .option('--time <seconds>', 'the same, as older scripts have it', wholeNumber)
      .option('-s, --signal <signal>', 'signal to stop with')
      .action((names: string[], { timeout, time, signal }: { timeout?: number; time?: number; signal?: string }) =>
        forAll(invocation, names, (client, name) => call(client, name, verb, { t: timeout ?? time, signal })),
      );
  }
  each('kill', 'send a signal to containers')
    .option('-s, --signal <signal>', 'KILL when not given')
    .action((names: string[], { signal }: { signal?: string }) =>
      forAll(invocation, names, (client, name) => call(client, name, 'kill', { signal })),
    );
  each('pause', 'freeze all processes of containers').action((names: string[]) =>
    forAll(invocation, names, (client, name) => call(client, name, 'pause')),
  );
  each('unpause', 'let frozen containers go on').action((names: string[]) =>
    forAll(invocation, names, (client, name) => call(client, name, 'unpause')),
  );
  each('rm', 'remove containers')
    .option('-f, --force', 'also when it runs')
    .option('-v, --volumes', 'with its anonymous volumes')
    .action((names: string[], { force, volumes }: { force?: boolean; volumes?: boolean }) =>
      forAll(invocation, names, (client, name) =>
        client.json('DELETE', `/containers/${encodeURIComponent(name)}`, {
          query: { force: force === true ? 1 : 0, v: volumes === true ? 1 : 0 },
        }),
      ),
    );
  each('wait', 'wait until containers have ended and print their exit codes').action((names: string[]) =>
    forEach(invocation, names, async (client, name) => {
      const { StatusCode } = (await call(client, name, 'wait')) as { StatusCode: number };
      return String(StatusCode);
    }),
  );
}

function call(client: EngineClient, name: string, verb: string, query?: Query): Promise<unknown> {
  return client.json('POST', `/containers/${encodeURIComponent(name)}/${verb}`, { query });
}

function forAll(invocation: Invocation, names: string[], act: Act): Promise<void> {
  return forEach(invocation, names, async (client, name) => {
    await act(client, name);
    return name;
  });
}
