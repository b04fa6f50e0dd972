import { spawnSync } from 'node:child_process';
import { startEngine } from '../../api/startEngine';
import { enginePath } from './enginePath';
import { removedDirectory } from './removedDirectory';
import type { Invocation } from './Invocation';

/** That of this very process; the engine beside it is started when none runs. */
export function ownInvocation(): Invocation {
  const { env, stdin, stdout, stderr } = process;
  return {
    ...{ args: process.argv.slice(2), env, cwd, stdin, stdout, stderr, setRaw },
    onSignal: (signal, handler) => {
      process.on(signal, handler);
      return () => process.off(signal, handler);
    },
    engine: () => startEngine({ enginePath: enginePath(env) }),
    needOwnProcess: () => undefined,
  };
}

function cwd(): string {
  try {
    return process.cwd();
  } catch {
    throw removedDirectory();
  }
}

/** Raw in Node's sense still makes `\r\n` of `\n`, which moves a program's cursor to where it is not wanted. Leaving raw mode resets both. */
function setRaw(raw: boolean): void {
  process.stdin.setRawMode(raw);
  if (raw) spawnSync('stty', ['-opost'], { stdio: ['inherit', 'ignore', 'ignore'] });
}
