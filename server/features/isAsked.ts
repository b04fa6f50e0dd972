/** Whether a client that may name kinds of code actions wants this one. */
export function isAsked(kind: string, only: readonly string[] | undefined): boolean {
  return !only || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
}
