import type { Readable } from 'node:stream';

/** A line longer than this is not ours; the reader must not grow without bound on it. */
const MAX_LINE_CHARACTERS = 16 * 1024 * 1024;

/** Lines of a byte stream without their newline. Unlike readline, an error of the stream reaches the loop. */
export async function* lines(source: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of source) {
    rest += decoder.decode(chunk as Buffer, { stream: true });
    const parts = rest.split('\n');
    rest = parts.pop() ?? '';
    if (rest.length > MAX_LINE_CHARACTERS) throw new Error('a line of the stream is too long');
    yield* parts;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}
