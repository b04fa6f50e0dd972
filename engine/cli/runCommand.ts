import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { EngineError } from '../../api/EngineError';
import { messageOf } from '../faults';
import { ENGINE_VERSION } from '../version';
import { ExitCode } from './ExitCode';
import { NeedsOwnProcess, type Invocation } from './Invocation';

/** Adds a command, or some of a kind, to the program. */
export type AddCommand = (program: Command, invocation: Invocation) => void;

export function programFor(invocation: Invocation, commands: readonly AddCommand[]): Command {
  const { stdout, stderr } = invocation;
  const program = new Command('bulkhead')
    .description('Runs containers by specs, without Docker.')
    .version(ENGINE_VERSION)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      getOutHelpWidth: () => stdout.columns ?? 80,
      getErrHelpWidth: () => stderr.columns ?? 80,
    });
  for (const add of commands) add(program, invocation);
  return program;
}

/** Does what the arguments say and gives the exit code; all else is told on the invocation's streams. Throws only NeedsOwnProcess. */
export async function runCommand(program: Command, invocation: Invocation): Promise<number> {
  try {
    await program.parseAsync(invocation.args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof NeedsOwnProcess) throw error;
    return exitCodeOf(error, invocation);
  }
}

/** docker's codes: 125 is the command's own fault in `run`, 1 everywhere else; a container's code passes through. */
function exitCodeOf(error: unknown, { args, stderr }: Invocation): number {
  if (error instanceof ExitCode) return error.code;
  const isRun = args[0] === 'run';
  // A flag's value that is found wrong after the parsing has not been told of yet.
  if (error instanceof CommanderError && !(error instanceof InvalidArgumentError))
    return error.exitCode === 0 ? 0 : isRun ? 125 : 1;
  stderr.write(`bulkhead: ${messageOf(error)}\n`);
  if (!isRun || !(error instanceof EngineError)) return isRun ? 125 : 1;
  if (/executable file not found|no such file or directory/.test(error.message)) return 127;
  return /permission denied|is a directory/.test(error.message) ? 126 : 125;
}
