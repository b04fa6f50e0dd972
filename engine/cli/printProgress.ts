import type { ComposeProgress } from '../../api/bulkhead';
import type { Problem } from '../../spec/Problem';
import { readSmallFile } from '../../spec/readSmallFile';
import type { Output } from './Invocation';

/** Writes what happens to stderr, so that stdout is the containers' alone. Gives back the last line. */
export async function printProgress(
  progress: AsyncIterable<ComposeProgress>,
  stderr: Output,
): Promise<ComposeProgress | undefined> {
  let last: ComposeProgress | undefined;
  for await (const line of progress) {
    last = line;
    const text = textOf(line);
    if (text !== undefined) stderr.write(`${text}\n`);
  }
  return last;
}

function textOf(line: ComposeProgress): string | undefined {
  switch (line.kind) {
    case 'problem':
      return `${place(line.problem)}${line.problem.severity}: ${line.problem.message}`;
    case 'step': {
      const what = line.container ?? line.service;
      const message = line.message === undefined ? '' : `: ${line.message}`;
      return line.status === 'working' && line.message === undefined
        ? undefined
        : `${what}  ${line.action} ${line.status}${message}`;
    }
    case 'error':
      return `error: ${line.message}`;
    case 'project':
    case 'done':
      return undefined;
  }
}

function place({ file, range }: Problem): string {
  if (file === undefined) return '';
  const before = range === undefined ? undefined : readSmallFile(file)?.slice(0, range[0]).split('\n');
  // What is wrong may be that it is not there, or is no file.
  if (before === undefined) return `${file}: `;
  return `${file}:${String(before.length)}:${String((before.at(-1)?.length ?? 0) + 1)}: `;
}
