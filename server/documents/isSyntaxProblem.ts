import type { Code } from '../../spec/codes';

const SYNTAX: readonly Code[] = [
  'yaml-syntax',
  'json-syntax',
  'yaml-limit',
  'yaml-too-large',
  'yaml-key-incomplete',
  'yaml-key-invalid',
];

/** A text with such a problem may mean something else than was read of it. */
export function isSyntaxProblem({ code }: { code: string }): boolean {
  return (SYNTAX as readonly string[]).includes(code);
}
