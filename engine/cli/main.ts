import { addCheck } from './commands/check';
import { addDown } from './commands/down';
import { addEngine } from './commands/engine';
import { addLoad } from './commands/load';
import { addUp } from './commands/up';
import { shortCommands } from './commands';
import { ownInvocation } from './ownInvocation';
import { programFor, runCommand } from './runCommand';

const invocation = ownInvocation();

const program = programFor(invocation, [...new Set(shortCommands.values()), addLoad, addUp, addDown, addCheck, addEngine]);

void runCommand(program, invocation).then((code) => {
  process.exitCode = code;
  // An attached terminal or a followed stream may still hold the event loop.
  invocation.stdout.write('', () => process.exit());
});
