import type { FileHandle } from 'node:fs/promises';

const CHUNK_BYTES = 64 * 1024;
const NEWLINE = 0x0a;

/** Complete lines of a file that may still grow; what follows the last newline waits for the rest. */
export class LineReader {
  readonly file: FileHandle;
  readonly inode: number;
  private position = 0;
  private rest = Buffer.alloc(0);
  private readonly chunk = Buffer.alloc(CHUNK_BYTES);

  constructor(file: FileHandle, inode: number) {
    this.file = file;
    this.inode = inode;
  }

  /** `undefined` at the end of what is there now. */
  async next(): Promise<Buffer[] | undefined> {
    const { bytesRead } = await this.file.read(this.chunk, 0, CHUNK_BYTES, this.position);
    if (bytesRead === 0) return undefined;
    this.position += bytesRead;
    const bytes = Buffer.concat([this.rest, this.chunk.subarray(0, bytesRead)]);
    const lines: Buffer[] = [];
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      lines.push(bytes.subarray(start, end));
      start = end + 1;
    }
    this.rest = Buffer.from(bytes.subarray(start));
    return lines;
  }

  async close(): Promise<void> {
    await this.file.close();
  }
}
