import { invalid, messageOf } from '../faults';

export const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** `undefined` for an empty body. */
export async function readJson(payload: AsyncIterable<Buffer>): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of payload) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw invalid(`the request body is larger than ${String(MAX_BODY_BYTES)} bytes`);
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid(`the request body is not JSON: ${messageOf(error)}`);
  }
}
