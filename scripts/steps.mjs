/** Progress of the scripts: one line a step, with its time; the output of commands is shown only when they fail. */
import { spawn } from 'node:child_process';

export const root = new URL('..', import.meta.url).pathname;

const useColour = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code, text) => (useColour ? `\x1b[${code}m${text}\x1b[0m` : text);

/** Runs `work` under a title; the title gets a tick and the seconds, or a cross and the error is passed on. */
export async function step(title, work) {
  const started = Date.now();
  process.stdout.write(`${paint(36, '▸')} ${title} …\n`);
  try {
    const result = await work();
    process.stdout.write(`${paint(32, '✔')} ${title} ${paint(2, `(${((Date.now() - started) / 1000).toFixed(1)} s)`)}\n`);
    return result;
  } catch (error) {
    process.stdout.write(`${paint(31, '✘')} ${title}\n`);
    throw error;
  }
}

export class CommandFailed extends Error {
  constructor(command, code, output) {
    super(`${command.join(' ')} ended with ${code}\n${output}`);
    this.code = code;
    this.output = output;
  }
}

/**
 * Runs a command without a shell. `show: true` passes its output on; otherwise the last 200 lines go into the error.
 * Resolves to the output; `allowFailure` resolves to it whatever the exit code.
 */
export function run(command, { cwd = root, env = process.env, show = false, allowFailure = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command[0], command.slice(1), { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const [stream, sink] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output += text;
        if (show) sink.write(text);
      });
    }
    child.on('error', (error) => reject(new CommandFailed(command, error.message, '')));
    child.on('close', (code, signal) => {
      if (code === 0 || allowFailure) resolve(output);
      else reject(new CommandFailed(command, signal ?? code, show ? '' : output.split('\n').slice(-200).join('\n')));
    });
  });
}

/** Ends the script with the message alone: a stack trace of a failed build helps nobody. */
export function main(work) {
  work().catch((error) => {
    process.stderr.write(`\n${error instanceof CommandFailed ? error.message : (error.stack ?? error)}\n`);
    process.exitCode = 1;
  });
}
