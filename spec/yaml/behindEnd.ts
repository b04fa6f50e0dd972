/** What stands behind the end of everything: the library says so of each of its tokens. */
const IS_BEHIND = /^Unexpected \S+ token in YAML stream/;

/** Errors without those that only repeat the first of their kind: one bracket too many would be told of as often as there are words below it. */
export function withoutRepetitions<Fault extends { message: string }>(errors: readonly Fault[]): Fault[] {
  const first = errors.findIndex(({ message }) => IS_BEHIND.test(message));
  return errors.filter(({ message }, index) => index <= first || !IS_BEHIND.test(message));
}
