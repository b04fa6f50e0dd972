import { printParseErrorCode, visit } from 'jsonc-parser';
import type { JSONVisitor } from 'jsonc-parser';
import type { PlacedProblem } from '../Problem';
import type { Origin } from '../yaml/Located';

const EXPECTED: Readonly<Record<string, string>> = {
  InvalidSymbol: 'expected a value, and texts in double quotes',
  InvalidNumberFormat: 'this is no number',
  PropertyNameExpected: 'expected a key in double quotes',
  ValueExpected: 'expected a value',
  ColonExpected: 'expected a colon',
  CommaExpected: 'expected a comma',
  EndOfFileExpected: 'nothing may follow',
  InvalidCommentToken: 'it has no comments',
  InvalidEscapeCharacter: 'there is no such escape',
};

interface Fault {
  name: string;
  start: number;
  length: number;
}

/** The first fault of a text that YAML takes and JSON does not: what reads it later stops there as well. */
export function jsonFault(text: string, origin: Origin): PlacedProblem | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    const { name, start: at, length } = firstFault(text);
    // What is missing at the end is shown at the last thing that is there.
    const start = Math.max(0, Math.min(at, text.trimEnd().length - 1));
    const message = `This is not JSON: ${EXPECTED[name] ?? 'it is not complete'}.`;
    return { code: 'json-syntax', severity: 'error', message, place: { origin, range: [start, start + Math.max(1, length)] } };
  }
}

function firstFault(text: string): Fault {
  const faults: Fault[] = [];
  const onError: JSONVisitor['onError'] = (code, start, length) => {
    faults.push({ name: printParseErrorCode(code), start, length });
  };
  visit(text, { onError }, { disallowComments: true });
  return faults.sort((a, b) => a.start - b.start)[0] ?? { name: '', start: 0, length: 0 };
}
