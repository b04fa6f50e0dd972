/** `0-3,6`: as the kernel takes lists of CPUs and memory nodes. */
export function isNumberList(text: string): boolean {
  return text.split(',').every((part) => {
    const [, first, last = first] = /^\s*(\d{1,5})(?:-(\d{1,5}))?\s*$/.exec(part) ?? [];
    return first !== undefined && Number(first) <= Number(last);
  });
}
