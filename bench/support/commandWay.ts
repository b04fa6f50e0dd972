import { spawnSync } from 'node:child_process';
import type { Way } from './sideBySide';

/** A whole command, from its start to its exit. It may do nothing but succeed. */
export function commandWay(name: string, command: string[], env: NodeJS.ProcessEnv = process.env): Way {
  const [file = '', ...args] = command;
  const run = (): void => {
    const { status, stderr } = spawnSync(file, args, { env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${command.join(' ')} ended with ${String(status)}: ${stderr}`);
  };
  return { name, run };
}
