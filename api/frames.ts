import type { Readable } from 'node:stream';
import { encodeNumbered, FrameSplitter } from './framing';

/** Docker's multiplexed streams: frames by the number of their stream. */
interface Frame {
  stream: 'stdin' | 'stdout' | 'stderr';
  data: Buffer;
}

const STREAMS = ['stdin', 'stdout', 'stderr'] as const;
/** Larger than anything an engine sends; a longer one means the stream is not multiplexed at all. */
const MAX_FRAME_BYTES = 64 * 1024 * 1024;

export function encodeFrame(stream: Frame['stream'], data: Uint8Array): Buffer {
  return encodeNumbered(STREAMS.indexOf(stream), data);
}

export async function* demultiplex(source: Readable): AsyncGenerator<Frame> {
  const splitter = new FrameSplitter(STREAMS.length, MAX_FRAME_BYTES);
  for await (const chunk of source)
    for (const { number, data } of splitter.push(chunk as Buffer)) yield { stream: STREAMS[number] ?? 'stdin', data };
}
