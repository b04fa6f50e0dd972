type ReadFile = (path: string) => string | undefined;

interface Remembered<Result> {
  inputs: readonly unknown[];
  reads: readonly (readonly [path: string, text: string | undefined])[];
  result: Result;
}

/** As a memo, of what is made of files, too: good as long as these say the same. */
export class ReadingMemo<Key extends object, Result> {
  private readonly known = new WeakMap<Key, Remembered<Result>>();

  get(key: Key, inputs: readonly unknown[], readFile: ReadFile, make: (readFile: ReadFile) => Result): Result {
    const found = this.known.get(key);
    const isSame =
      found?.inputs.length === inputs.length &&
      found.inputs.every((input, index) => input === inputs[index]) &&
      found.reads.every(([path, text]) => readFile(path) === text);
    if (found && isSame) return found.result;
    const reads: [string, string | undefined][] = [];
    const result = make((path) => {
      const text = readFile(path);
      reads.push([path, text]);
      return text;
    });
    this.known.set(key, { inputs, reads, result });
    return result;
  }
}
