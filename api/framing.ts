const HEADER_BYTES = 8;

export interface NumberedFrame {
  number: number;
  data: Buffer;
}

/** A number, three zeros, the length as big endian, then the bytes. */
export function encodeNumbered(number: number, data: Uint8Array): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header[0] = number;
  header.writeUInt32BE(data.length, 4);
  return Buffer.concat([header, data]);
}

/** Takes bytes as they come, cut anywhere; gives the frames they complete. */
export class FrameSplitter {
  private readonly known: number;
  private readonly maxBytes: number;
  private chunks: Buffer[] = [];
  private length = 0;

  /** Of numbers below `known`; another one, or a frame of more than `maxBytes`, means that these are no such frames. */
  constructor(known: number, maxBytes: number) {
    this.known = known;
    this.maxBytes = maxBytes;
  }

  push(chunk: Buffer): NumberedFrame[] {
    this.chunks.push(chunk);
    this.length += chunk.length;
    const frames: NumberedFrame[] = [];
    for (let frame = this.next(); frame !== undefined; frame = this.next()) frames.push(frame);
    return frames;
  }

  private next(): NumberedFrame | undefined {
    if (this.length < HEADER_BYTES) return undefined;
    const bytes = this.merged();
    const number = bytes[0] ?? 255;
    const size = bytes.readUInt32BE(4);
    if (number >= this.known || size > this.maxBytes) throw new Error('the stream is not in the multiplexed format');
    if (bytes.length < HEADER_BYTES + size) return undefined;
    const rest = bytes.subarray(HEADER_BYTES + size);
    this.chunks = [rest];
    this.length = rest.length;
    return { number, data: bytes.subarray(HEADER_BYTES, HEADER_BYTES + size) };
  }

  private merged(): Buffer {
    const [first] = this.chunks;
    if (this.chunks.length === 1 && first !== undefined) return first;
    const bytes = Buffer.concat(this.chunks, this.length);
    this.chunks = [bytes];
    return bytes;
  }
}
