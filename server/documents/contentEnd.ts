/** Where what is written in [start, end) ends: a collection of YAML reaches over the blank lines behind it. */
export function contentEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(text.charAt(at - 1))) at--;
  return at;
}
