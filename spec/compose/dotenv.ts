import type { Code } from '../codes';
import { placeInFile } from '../Problem';
import type { PlacedProblem, Problem } from '../Problem';
import { interpolate } from './interpolate';
import type { Lookup } from './interpolate';

const MAX_CHARACTERS = 1024 * 1024;
const KEY = /^[ \t]*(?:export[ \t]+)?([a-zA-Z_.\-[\]0-9]+)[ \t]*(=|:[ \t]|$)[ \t]*/;
const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', '\\': '\\', '"': '"', $: '$$' };

interface DotEnv {
  /** In file order; a bare name without `=` has the value `undefined`: it is taken from the environment. */
  variables: Map<string, string | undefined>;
  problems: PlacedProblem[];
}

interface Value {
  text: string;
  end: number;
  isOpen?: boolean;
}

function quotedValue(text: string, start: number): Value {
  const quote = text.charAt(start);
  let value = '';
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === quote) {
      const lineEnd = text.indexOf('\n', at);
      return { text: value, end: lineEnd < 0 ? text.length : lineEnd };
    }
    if (character === '\\' && quote === '"' && at + 1 < text.length) {
      at++;
      value += ESCAPES[text.charAt(at)] ?? `\\${text.charAt(at)}`;
    } else value += character;
  }
  const lineEnd = text.indexOf('\n', start);
  return { text: '', end: lineEnd < 0 ? text.length : lineEnd, isOpen: true };
}

/** To the end of the line; a comment begins at a `#` after a blank. */
function plainValue(text: string, start: number): Value {
  const lineEnd = text.indexOf('\n', start);
  const end = lineEnd < 0 ? text.length : lineEnd;
  const line = text.slice(start, end);
  const comment = line.startsWith('#') ? 0 : line.search(/\s#/);
  return { text: (comment < 0 ? line : line.slice(0, comment)).trim(), end };
}

/** `.env` and `env_file` text. Values may use variables: those of `lookup` win over earlier lines of the file. */
export function parseDotEnv(text: string, file: string, lookup: Lookup): DotEnv {
  const variables = new Map<string, string | undefined>();
  const problems: PlacedProblem[] = [];
  const report = (code: Code, message: string, start: number, end: number, severity: Problem['severity'] = 'error'): void => {
    if (problems.length < 100)
      problems.push({ code, severity, message, place: placeInFile(file, [start, Math.max(end, start + 1)]) });
  };
  if (text.length > MAX_CHARACTERS) {
    report('env-too-large', 'This file is not read: it is larger than 1 MiB.', 0, 1);
    return { variables, problems };
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
    if (match[2] === '') {
      variables.set(key, undefined);
      continue;
    }
    const valueStart = start + match[0].length;
    const quote = text.charAt(valueStart);
    const isQuoted = valueStart < lineEnd && (quote === '"' || quote === "'");
    const value = isQuoted ? quotedValue(text, valueStart) : plainValue(text, valueStart);
    if (value.isOpen) report('env-quote-open', `The value of ${key} has no closing ${quote}.`, valueStart, lineEnd);
    at = value.end + 1;
    if (isQuoted && quote === "'") {
      variables.set(key, value.text);
      continue;
    }
    const { text: result, issues } = interpolate(value.text, find);
    for (const issue of issues)
      report(issue.code, issue.message, valueStart, value.end, issue.code === 'variable-unset' ? 'warning' : 'error');
    variables.set(key, result);
  }
  return { variables, problems };
}
