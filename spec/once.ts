/** What is made when it is first asked for: a start is not to pay for tables that few files need. */
export function once<Value extends object | string>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}
