import { once } from '../../once';
import type { WordKind } from '../../words/explainWord';

/** What single values mean, in a sentence each. */
export type Meanings = Readonly<Record<string, string>>;

/** Where a text comes from that nobody wants to type: names of the kernel, the disk, the project, the engine. `joinable` is another service, as in `service:db`, `service` one by its name alone, `tmpfs` a path with mount options behind it. */
export type ValueSource =
  WordKind | 'device' | 'directory' | 'file' | 'image' | 'joinable' | 'path' | 'profile' | 'service' | 'tmpfs' | 'variable';

/** A pattern, or what one cannot say of a text. */
interface TextTest {
  test: (text: string) => boolean;
}

/** The types of Compose values: what may be written for a key. */
export type ValueType =
  | {
      kind: 'string';
      pattern?: TextTest;
      expected?: string;
      /** What was meant by a text that does not fit, where that is plain. */
      mended?: (text: string) => string;
      suggestions?: readonly string[];
      meanings?: Meanings;
      source?: ValueSource;
    }
  | { kind: 'enum'; values: readonly string[]; meanings?: Meanings }
  | { kind: 'boolean' }
  | { kind: 'integer'; min?: number; max?: number }
  | { kind: 'number'; min?: number; max?: number }
  | { kind: 'bytes' }
  | { kind: 'duration' }
  | { kind: 'fileMode' }
  | { kind: 'null' }
  | { kind: 'scalar' }
  | { kind: 'any' }
  | { kind: 'port' }
  | { kind: 'volume' }
  | { kind: 'reference'; to: Section }
  | {
      kind: 'list';
      of: ValueType;
      /** No item twice. */ isSet?: boolean;
      /** And no name before a `=` twice. */ namesOnce?: boolean;
    }
  | {
      kind: 'dict';
      of: ValueType;
      keys?: Section;
      /** Where its keys come from, when that is no section. */ keySource?: ValueSource;
      /** What the usual ones mean; others may stand there, too. */ usualKeys?: Meanings;
    }
  | { kind: 'object'; keys: Vocabulary; required?: readonly string[] }
  | { kind: 'either'; of: readonly ValueType[] };

export const SECTIONS = ['services', 'networks', 'volumes', 'secrets', 'configs', 'models'] as const;
export type Section = (typeof SECTIONS)[number];

export function isSection(key: string): key is Section {
  return (SECTIONS as readonly string[]).includes(key);
}

export type Support = { level: 'yes' } | { level: 'no'; reason: string } | { level: 'ignored'; reason: string };

export interface KeySpec {
  type: ValueType;
  /** One or two sentences in Markdown. */
  doc: string;
  default?: string;
  /** Version of the Compose Specification or of Docker Compose that brought it, where known. */
  since?: string;
  /** Where the kernel keeps it. */
  kernel?: { v1?: string; v2?: string; file?: string };
  /** What this engine does with it; `yes` when missing. */
  support?: Support;
  deprecated?: string;
  example?: string;
}

export type Vocabulary = Readonly<Record<string, KeySpec>>;

export const string: ValueType = { kind: 'string' };
export const boolean: ValueType = { kind: 'boolean' };
export const integer: ValueType = { kind: 'integer' };
export const number: ValueType = { kind: 'number' };
export const bytes: ValueType = { kind: 'bytes' };
export const duration: ValueType = { kind: 'duration' };
export const fileMode: ValueType = { kind: 'fileMode' };
export const any: ValueType = { kind: 'any' };
export const nothing: ValueType = { kind: 'null' };
export const scalar: ValueType = { kind: 'scalar' };

export const matching = (pattern: TextTest, expected: string, source?: ValueSource): ValueType => ({
  kind: 'string',
  pattern,
  expected,
  ...(source ? { source } : {}),
});
export const suggesting = (meanings: Meanings): ValueType => ({ kind: 'string', suggestions: Object.keys(meanings), meanings });
/** A text that matches a pattern, and what the usual ones mean. */
export const matchingLike = (pattern: RegExp, expected: string, meanings: Meanings, source?: ValueSource): ValueType => ({
  kind: 'string',
  pattern,
  expected,
  suggestions: Object.keys(meanings),
  meanings,
  ...(source ? { source } : {}),
});
export const from = (source: ValueSource): ValueType => ({ kind: 'string', source });
export const oneOf = (...values: string[]): ValueType => ({ kind: 'enum', values });
export const choice = (meanings: Meanings): ValueType => ({ kind: 'enum', values: Object.keys(meanings), meanings });
export const integerIn = (min: number, max: number): ValueType => ({ kind: 'integer', min, max });
export const list = (of: ValueType): ValueType => ({ kind: 'list', of });
export const setOf = (of: ValueType): ValueType => ({ kind: 'list', of, isSet: true });
const namedOnce = (of: ValueType): ValueType => ({ kind: 'list', of, isSet: true, namesOnce: true });
export const dict = (of: ValueType, keys?: Section): ValueType => ({ kind: 'dict', of, ...(keys ? { keys } : {}) });
export const dictWith = (usualKeys: Meanings, of: ValueType): ValueType => ({ kind: 'dict', of, usualKeys });
/** An object whose keys are made when they are first asked for: many, and seldom written. */
export function objectOf(keysOf: () => Vocabulary, required?: readonly string[]): ValueType {
  const keys = once(keysOf);
  return {
    kind: 'object',
    get keys() {
      return keys();
    },
    ...(required ? { required } : {}),
  };
}
export const object = (keys: Vocabulary, required?: readonly string[]): ValueType => ({
  kind: 'object',
  keys,
  ...(required ? { required } : {}),
});
export const either = (...of: ValueType[]): ValueType => ({ kind: 'either', of });
export const reference = (to: Section): ValueType => ({ kind: 'reference', to });

/** `NAME=value` with a name: blanks around it would be part of it, and no program would find the variable. */
const ASSIGNMENT: ValueType = {
  kind: 'string',
  pattern: /^[^\s=](?:[^=]*[^\s=])?(?:=|$)/,
  expected: 'NAME=value without blanks around the name',
  mended: (text) => text.replace(/^\s*([^=]*?)\s*=[ \t]*/, '$1='),
};
/** `NAME: value` or `- NAME=value`, with names from a source. */
export const assignmentsOf = (source: ValueSource): ValueType =>
  either({ kind: 'dict', of: either(scalar, nothing), keySource: source }, namedOnce({ ...ASSIGNMENT, source }));
/** `NAME: value` or `- NAME=value`. */
export const assignments = either(dict(either(scalar, nothing)), namedOnce(ASSIGNMENT));
export const oneOrMoreOf = (one: ValueType): ValueType => either(one, setOf(one));
export const oneOrMore = oneOrMoreOf(string);
export const textOrNumber = either(string, number);
/** A line for the shell's word rules, or the words. */
export const commandLine = either(nothing, string, list(string));

export const no = (reason: string): Support => ({ level: 'no', reason });
export const ignored = (reason: string): Support => ({ level: 'ignored', reason });
