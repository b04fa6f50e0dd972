/** More text than this of files beside the documents is not kept. */
const MAX_KEPT_CHARACTERS = 16 * 1024 * 1024;

/** Files beside the open documents, read once until something on disk is known to have changed. */
export class DiskFiles {
  private readonly readFile: (path: string) => string | undefined;
  private readonly known = new Map<string, string | undefined>();
  private size = 0;

  constructor(readFile: (path: string) => string | undefined) {
    this.readFile = readFile;
  }

  read(path: string): string | undefined {
    if (this.known.has(path)) return this.known.get(path);
    const text = this.readFile(path);
    this.size += text?.length ?? 0;
    if (this.size > MAX_KEPT_CHARACTERS) this.forget();
    this.known.set(path, text);
    return text;
  }

  forget(): void {
    this.known.clear();
    this.size = 0;
  }
}
