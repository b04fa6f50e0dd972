import type { Substitution } from '../yaml/Located';

/** Compose's variable substitution, as one pure function over a text. */
interface Interpolation {
  text: string;
  /** A variable had no value and no default. */
  hasUnset: boolean;
  hasVariables: boolean;
  substitutions: Substitution[];
  issues: InterpolationIssue[];
}

interface InterpolationIssue {
  code: 'variable-invalid' | 'variable-unset' | 'variable-required';
  message: string;
  /** Offsets in the text that was given. */
  start: number;
  end: number;
}

export type Lookup = (name: string) => string | undefined;

/** `${A:-${B:-…}}` deeper than this is no one's intention. */
const MAX_NESTING = 16;
const NAME_START = /[a-zA-Z_]/;
const NAME = /^[a-zA-Z_][a-zA-Z0-9_]*/;

class Interpolator {
  readonly issues: InterpolationIssue[] = [];
  /** In order; what is within another one is not told apart. */
  readonly substitutions: Substitution[] = [];
  hasUnset = false;
  hasVariables = false;
  private readonly text: string;
  private readonly lookup: Lookup;

  constructor(text: string, lookup: Lookup) {
    this.text = text;
    this.lookup = lookup;
  }

  /** Substitutes from `start` up to `closing` (a brace of an enclosing form) or the end. `isUsed` is false in a branch not taken. */
  run(start: number, closing: boolean, nesting: number, isUsed: boolean): { result: string; end: number } {
    let result = '';
    let at = start;
    while (at < this.text.length) {
      const character = this.text.charAt(at);
      if (closing && character === '}') return { result, end: at };
      if (character !== '$') {
        result += character;
        at++;
        continue;
      }
      const next = this.text.charAt(at + 1);
      const [from, before] = [at, result.length];
      if (next === '$') {
        result += '$';
        at += 2;
      } else if (next === '{') {
        const braced = this.braced(at, nesting, isUsed);
        result += braced.result;
        at = braced.end;
      } else if (NAME_START.test(next)) {
        const name = NAME.exec(this.text.slice(at + 1, at + 257))?.[0] ?? '';
        const end = at + 1 + name.length;
        result += this.valueOf(name, at, end, isUsed);
        at = end;
      } else {
        this.issue('variable-invalid', `'$' is not followed by a variable name; write $$ for a plain dollar sign.`, at, at + 1);
        result += character;
        at++;
      }
      if (nesting === 0) this.substitutions.push({ start: from, end: at, at: before, length: result.length - before });
    }
    return { result, end: at };
  }

  private braced(start: number, nesting: number, isUsed: boolean): { result: string; end: number } {
    const name = NAME.exec(this.text.slice(start + 2, start + 258))?.[0];
    const invalid = (message: string, end: number): { result: string; end: number } => {
      this.issue('variable-invalid', message, start, end);
      return { result: this.text.slice(start, end), end };
    };
    const close = this.text.indexOf('}', start);
    const end = close < 0 ? this.text.length : close + 1;
    if (nesting >= MAX_NESTING) return invalid(`Variables are nested deeper than ${MAX_NESTING}.`, end);
    if (name === undefined) return invalid('A variable name is expected after ${: letters, digits and underscores.', end);
    const after = start + 2 + name.length;
    this.hasVariables = true;
    if (this.text.charAt(after) === '}') return { result: this.valueOf(name, start, after + 1, isUsed), end: after + 1 };
    const operator = /^:?[-?+]/.exec(this.text.slice(after, after + 2))?.[0];
    if (operator === undefined) return invalid(`In \${${name}…, one of } :- - :? ? :+ + is expected after the name.`, end);
    return (
      this.withOperator(name, operator, start, after + operator.length, nesting, isUsed) ??
      invalid('${ is never closed by }.', this.text.length)
    );
  }

  private withOperator(
    name: string,
    operator: string,
    start: number,
    bodyStart: number,
    nesting: number,
    isUsed: boolean,
  ): { result: string; end: number } | undefined {
    const value = this.lookup(name);
    const isPresent = value !== undefined && !(operator.startsWith(':') && value === '');
    const kind = operator.at(-1);
    const usesBody = kind === '+' ? isPresent : !isPresent;
    const { result: body, end } = this.run(bodyStart, true, nesting + 1, isUsed && usesBody);
    if (this.text.charAt(end) !== '}') return undefined;
    if (kind === '?' && !isPresent && isUsed)
      this.issue('variable-required', `Required variable ${name} has no value${body ? `: ${body}` : '.'}`, start, end + 1);
    if (kind === '?' && !isPresent) this.hasUnset = true;
    const result = kind === '?' ? (value ?? '') : usesBody ? body : kind === '+' ? '' : (value ?? '');
    return { result, end: end + 1 };
  }

  private valueOf(name: string, start: number, end: number, isUsed: boolean): string {
    this.hasVariables = true;
    const value = this.lookup(name);
    if (value !== undefined || !isUsed) return value ?? '';
    this.hasUnset = true;
    this.issue(
      'variable-unset',
      `Variable ${name} has no value and becomes an empty text: set it, or give a default as in \${${name}:-default}.`,
      start,
      end,
    );
    return '';
  }

  private issue(code: InterpolationIssue['code'], message: string, start: number, end: number): void {
    if (this.issues.length < 20) this.issues.push({ code, message, start, end });
  }
}

export function interpolate(text: string, lookup: Lookup): Interpolation {
  if (!text.includes('$')) return { text, hasUnset: false, hasVariables: false, substitutions: [], issues: [] };
  const interpolator = new Interpolator(text, lookup);
  const { result } = interpolator.run(0, false, 0, true);
  const { hasUnset, hasVariables, substitutions, issues } = interpolator;
  return { text: result, hasUnset, hasVariables, substitutions, issues };
}
