import type { Code } from '../codes';
import { placeInFile } from '../Problem';
import type { PlacedProblem, Problem } from '../Problem';
import { interpolate } from './interpolate';
import type { Lookup } from './interpolate';

const MAX_CHARACTERS = 1024 * 1024;
const KEY = /^[ \t]*(?:export[ \t]+)?([\p{L}\p{N}_.\-[\]]+)[ \t]*(=|:|$)[ \t]*/u;
/** Of Go, as far as Compose takes them; a dollar sign is left for the variables. */
const ESCAPES: Record<string, string> = {
  ...{ a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' },
  ...{ '\\': '\\', '"': '"', $: '$$' },
};
const OCTAL = /^0([0-3][0-7]{2})/;

/** Where a variable is given its value. */
export interface Assignment {
  name: string;
  range: [start: number, end: number];
  /** What stands behind the sign, quotes included. */
  valueRange: [start: number, end: number];
  /** Dollar signs begin no variables. */
  isLiteral: boolean;
}

interface DotEnv {
  /** In file order; a bare name without `=` has the value `undefined`: it is taken from the environment. */
  variables: Map<string, string | undefined>;
  assignments: Assignment[];
  problems: PlacedProblem[];
}

interface Value {
  text: string;
  /** Behind its last character, or its closing quote. */
  end: number;
  isOpen?: boolean;
}

function quotedValue(text: string, start: number): Value {
  const quote = text.charAt(start);
  let value = '';
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === quote) return { text: value, end: at + 1 };
    if (character === '\\' && at + 1 < text.length) {
      const octal = quote === '"' ? OCTAL.exec(text.slice(at + 1, at + 5)) : null;
      value += octal ? String.fromCharCode(parseInt(octal[1] ?? '', 8)) : escaped(text.charAt(at + 1), quote);
      at += octal ? octal[0].length : 1;
    } else value += character;
  }
  const lineEnd = text.indexOf('\n', start);
  return { text: '', end: lineEnd < 0 ? text.length : lineEnd, isOpen: true };
}

/** In single quotes only the quote itself can be escaped. */
function escaped(character: string, quote: string): string {
  if (character === quote) return quote;
  return (quote === '"' ? ESCAPES[character] : undefined) ?? `\\${character}`;
}

/** To the end of the line; a comment begins at a `#` after a blank, not after a tab or the sign. */
function plainValue(text: string, start: number): Value {
  const lineEnd = text.indexOf('\n', start);
  const line = text.slice(start, lineEnd < 0 ? text.length : lineEnd);
  const comment = line.indexOf(' #');
  const value = (comment < 0 ? line : line.slice(0, comment)).trimEnd();
  return { text: value, end: start + value.length };
}

/** `.env` and `env_file` text. Values may use variables: those of `lookup` win over earlier lines of the file. */
export function parseDotEnv(text: string, file: string, lookup: Lookup): DotEnv {
  const variables = new Map<string, string | undefined>();
  const problems: PlacedProblem[] = [];
  const assignments: Assignment[] = [];
  const report = (code: Code, message: string, start: number, end: number, severity: Problem['severity'] = 'error'): void => {
    if (problems.length < 100)
      problems.push({ code, severity, message, place: placeInFile(file, [start, Math.max(end, start + 1)]) });
  };
  if (text.length > MAX_CHARACTERS) {
    report('env-too-large', 'This file is not read: it is larger than 1 MiB.', 0, 1);
    return { variables, assignments, problems };
  }
  const find: Lookup = (name) => lookup(name) ?? variables.get(name);
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length) {
    const lineEnd = text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at);
    const line = text.slice(at, lineEnd).replace(/\r$/, '');
    const start = at;
    at = lineEnd + 1;
    if (/^\s*(#|$)/.test(line)) continue;
    const match = KEY.exec(line);
    const key = match?.[1];
    if (!match || key === undefined) {
      report('env-line-invalid', `'${line.slice(0, 60)}' is not of the form NAME=value.`, start, lineEnd);
      continue;
    }
    const keyStart = start + match[0].indexOf(key, /^[ \t]*export[ \t]+/.exec(match[0])?.[0].length);
    const range: [number, number] = [keyStart, keyStart + key.length];
    if (match[2] === '') {
      assignments.push({ name: key, range, valueRange: [range[1], range[1]], isLiteral: true });
      variables.set(key, undefined);
      continue;
    }
    const valueStart = start + match[0].length;
    const quote = text.charAt(valueStart);
    const isQuoted = valueStart < lineEnd && (quote === '"' || quote === "'");
    const value = isQuoted ? quotedValue(text, valueStart) : plainValue(text, valueStart);
    if (value.isOpen) report('env-quote-open', `The value of ${key} has no closing ${quote}.`, valueStart, lineEnd);
    // Behind a closing quote there may be a comment, or another variable; of a plain value the rest of its line is one.
    at = isQuoted && !value.isOpen ? value.end : lineEnd + 1;
    assignments.push({ name: key, range, valueRange: [valueStart, value.end], isLiteral: quote === "'" });
    if (isQuoted && quote === "'") {
      variables.set(key, value.text);
      continue;
    }
    const { text: result, issues } = interpolate(value.text, find);
    for (const issue of issues)
      report(issue.code, issue.message, valueStart, value.end, issue.code === 'variable-unset' ? 'warning' : 'error');
    variables.set(key, result);
  }
  return { variables, assignments, problems };
}
