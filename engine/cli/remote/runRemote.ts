import type { Duplex } from 'node:stream';
import type { CommandRequest } from '../../../api/command';
import { shortCommands } from '../commands';
import { NeedsOwnProcess } from '../Invocation';
import { programFor, runCommand } from '../runCommand';
import { RemoteInvocation } from './RemoteInvocation';

/** Does a command for the caller behind the connection, until it is done or the caller has gone. */
export async function runRemote(request: CommandRequest, connection: Duplex, socketPath: string): Promise<void> {
  const invocation = new RemoteInvocation(request, connection, socketPath);
  try {
    const add = shortCommands.get(invocation.args[0] ?? '') ?? invocation.needOwnProcess();
    await invocation.exit(await runCommand(programFor(invocation, [add]), invocation));
  } catch (error) {
    if (!(error instanceof NeedsOwnProcess)) throw error;
    invocation.decline();
  }
  connection.end();
}
