import { alternatives } from '../check/checkProjectTree';
import type { KeySpec, ValueType } from './ValueType';

type Step = string | number;

function stepInto(type: ValueType, step: Step): { type: ValueType; spec?: KeySpec } | undefined {
  for (const option of alternatives(type)) {
    if (typeof step === 'number') {
      if (option.kind === 'list') return { type: option.of };
    } else if (option.kind === 'object') {
      const spec = Object.hasOwn(option.keys, step) ? option.keys[step] : undefined;
      if (spec) return { type: spec.type, spec };
    } else if (option.kind === 'dict' && !(option.keys && step.startsWith('x-'))) return { type: option.of };
  }
  return undefined;
}

/** What may stand at a path of a file of a type; numbers are places in lists. `spec` is there when the last step is a key of the vocabulary. */
export function specAt(root: ValueType, path: readonly Step[]): { type: ValueType; spec?: KeySpec } | undefined {
  let found: { type: ValueType; spec?: KeySpec } | undefined = { type: root };
  for (const step of path) {
    found = stepInto(found.type, step);
    if (!found) return undefined;
  }
  return found;
}
