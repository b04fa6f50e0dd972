import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { EngineError } from '../../api/EngineError';
import { messageOf } from '../faults';
import { ENGINE_VERSION } from '../version';
import { addCheck } from './commands/check';
import { addDown } from './commands/down';
import { addEngine } from './commands/engine';
import { addExec } from './commands/exec';
import { addHost } from './commands/host';
import { addImages } from './commands/images';
import { addInspect } from './commands/inspect';
import { addLifecycle } from './commands/lifecycle';
import { addLoad } from './commands/load';
import { addLogs } from './commands/logs';
import { addPs } from './commands/ps';
import { addRun } from './commands/run';
import { addStats } from './commands/stats';
import { addTop } from './commands/top';
import { addUp } from './commands/up';
import { ExitCode } from './ExitCode';

const program = new Command('bulkhead')
  .description('Runs containers by specs, without Docker.')
  .version(ENGINE_VERSION)
  .enablePositionalOptions()
  .exitOverride();

for (const add of [
  addRun,
  addPs,
  addLogs,
  addExec,
  addLifecycle,
  addInspect,
  addTop,
  addStats,
  addImages,
  addLoad,
  addUp,
  addDown,
  addHost,
  addCheck,
  addEngine,
]) {
  add(program);
}

/** docker's codes: 125 is the command's own fault in `run`, 1 everywhere else; a container's code passes through. */
function exitCodeOf(error: unknown): number {
  if (error instanceof ExitCode) return error.code;
  const isRun = process.argv[2] === 'run';
  // A flag's value that is found wrong after the parsing has not been told of yet.
  if (error instanceof CommanderError && !(error instanceof InvalidArgumentError))
    return error.exitCode === 0 ? 0 : isRun ? 125 : 1;
  process.stderr.write(`bulkhead: ${messageOf(error)}\n`);
  if (!isRun || !(error instanceof EngineError)) return isRun ? 125 : 1;
  if (/executable file not found|no such file or directory/.test(error.message)) return 127;
  return error.message.includes('permission denied') ? 126 : 125;
}

program.parseAsync().then(
  () => undefined,
  (error: unknown) => {
    process.exitCode = exitCodeOf(error);
    // An attached terminal or a followed stream may still hold the event loop.
    process.stdout.write('', () => process.exit());
  },
);
