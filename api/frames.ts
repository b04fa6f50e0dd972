import type { Readable } from 'node:stream';

/** Docker's multiplexed streams: an 8-byte header (stream number, three zeros, length as big endian), then the bytes. */
interface Frame {
  stream: 'stdin' | 'stdout' | 'stderr';
  data: Buffer;
}

const HEADER_BYTES = 8;
const STREAMS = ['stdin', 'stdout', 'stderr'] as const;
/** Larger than anything an engine sends; a longer one means the stream is not multiplexed at all. */
const MAX_FRAME_BYTES = 64 * 1024 * 1024;

export function encodeFrame(stream: Frame['stream'], data: Uint8Array): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header[0] = STREAMS.indexOf(stream);
  header.writeUInt32BE(data.length, 4);
  return Buffer.concat([header, data]);
}

/** Takes bytes as they come, cut anywhere; gives the frames they complete. */
export class FrameDecoder {
  private chunks: Buffer[] = [];
  private length = 0;

  push(chunk: Buffer): Frame[] {
    this.chunks.push(chunk);
    this.length += chunk.length;
    const frames: Frame[] = [];
    for (let frame = this.next(); frame !== undefined; frame = this.next()) frames.push(frame);
    return frames;
  }

  /** Bytes of a frame that has not ended. */
  get pending(): number {
    return this.length;
  }

  private next(): Frame | undefined {
    if (this.length < HEADER_BYTES) return undefined;
    const bytes = this.merged();
    const stream = STREAMS[bytes[0] ?? 255];
    const size = bytes.readUInt32BE(4);
    if (stream === undefined || size > MAX_FRAME_BYTES) throw new Error('the stream is not in the multiplexed format');
    if (bytes.length < HEADER_BYTES + size) return undefined;
    const rest = bytes.subarray(HEADER_BYTES + size);
    this.chunks = [rest];
    this.length = rest.length;
    return { stream, data: bytes.subarray(HEADER_BYTES, HEADER_BYTES + size) };
  }

  private merged(): Buffer {
    const [first] = this.chunks;
    if (this.chunks.length === 1 && first !== undefined) return first;
    const bytes = Buffer.concat(this.chunks, this.length);
    this.chunks = [bytes];
    return bytes;
  }
}

export async function* demultiplex(source: Readable): AsyncGenerator<Frame> {
  const decoder = new FrameDecoder();
  for await (const chunk of source) yield* decoder.push(chunk as Buffer);
}
