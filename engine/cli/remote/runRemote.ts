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
    const program = programFor(invocation, shortCommands);
    if (!program.commands.some((command) => command.name() === invocation.args[0])) invocation.needOwnProcess();
    await invocation.exit(await runCommand(program, invocation));
  } catch (error) {
    if (!(error instanceof NeedsOwnProcess)) throw error;
    invocation.decline();
  }
  connection.end();
}
