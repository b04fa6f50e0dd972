import { pack, type Header } from 'tar-stream';

/** One entry of a tar made by a test, hostile ones included: nothing is checked. */
export interface TarEntry extends Partial<Header> {
  name: string;
  content?: string | Buffer;
}

export async function tar(entries: readonly TarEntry[]): Promise<Buffer> {
  const archive = pack();
  for (const { content, ...header } of entries) {
    if (content === undefined) archive.entry(header, '');
    else archive.entry({ mode: 0o644, ...header }, content);
  }
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
