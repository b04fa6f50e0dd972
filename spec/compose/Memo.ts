/** Results by the object they were made of, each good as long as the other things it was made of are the same. */
export class Memo<Key extends object, Result> {
  private readonly known = new WeakMap<Key, { inputs: readonly unknown[]; result: Result }>();

  get(key: Key, inputs: readonly unknown[], make: () => Result): Result {
    const found = this.known.get(key);
    if (found?.inputs.length === inputs.length && inputs.every((input, index) => input === found.inputs[index]))
      return found.result;
    const result = make();
    this.known.set(key, { inputs, result });
    return result;
  }
}
