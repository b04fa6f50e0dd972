import { parseDocument } from 'yaml';
import type { PlacedProblem } from '../Problem';
import type { Located, Origin } from './Located';
import { parsePlainBlock } from './parsePlainBlock';
import { syntaxProblems } from './syntaxProblems';
import { LimitReached, TreeBuilder } from './TreeBuilder';
import type { Anchor } from './TreeBuilder';

export interface ParsedBlock {
  origin: Origin;
  length: number;
  /** `undefined` when the text is empty or too broken to have a root. */
  root: Located | undefined;
  problems: readonly PlacedProblem[];
  anchors: ReadonlyMap<string, Anchor>;
  outerAnchors: ReadonlyMap<string, Anchor | undefined>;
  /** Nodes, with aliases expanded. */
  size: number;
}

const MAX_ERRORS = 100;
const NO_PROBLEMS: readonly PlacedProblem[] = [];
const NONE: ReadonlyMap<string, never> = new Map<string, never>();

/** What is nested deeper on one line is refused before the library's own recursion meets it. */
const MAX_LINE_DEPTH = 256;

/** Brackets, and lists in lists as in `- - a`. */
function nestedTooDeeply(text: string): string | undefined {
  let brackets = 0;
  let dashes = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 91 || code === 123) {
      if (++brackets > MAX_LINE_DEPTH) return `brackets nested deeper than ${MAX_LINE_DEPTH}`;
    } else if ((code === 93 || code === 125) && brackets > 0) brackets--;
    if (code === 45 && text.charCodeAt(at + 1) === 32) {
      if (++dashes > MAX_LINE_DEPTH) return `lists nested deeper than ${MAX_LINE_DEPTH}`;
    } else if (code !== 32) dashes = 0;
  }
  return undefined;
}

/** Characters of its first line that stand for a block that is not read. */
const MAX_MARKED = 100;

/** Fails with values only; the parser's own recursion on hostile nesting ends as a problem too. */
export function parseBlock(
  text: string,
  origin: Origin,
  depth: number,
  findOuter: (name: string) => Anchor | undefined,
): ParsedBlock {
  const plain = parsePlainBlock(text, origin);
  if (plain) {
    const { root, size, anchors } = plain;
    return { origin, length: text.length, root, size, problems: NO_PROBLEMS, anchors, outerAnchors: NONE };
  }
  return parseAnyBlock(text, origin, depth, findOuter);
}

function partition<T>(all: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

const NOTHING = /^(?:---|\.\.\.)?\s*(?:#.*)?$/;

/** Marked is the line that begins it. One in which nothing stands is not missed. */
function unreadDocument(text: string, origin: Origin, start: number): PlacedProblem[] {
  const rest = text.slice(start);
  if (rest.split('\n').every((line) => NOTHING.test(line))) return [];
  const message =
    'What follows is another YAML document, and is not read: Docker Compose merges it over the first one. Put it into a file of its own that is merged.';
  const range: [number, number] = [start, start + (/^[^\r\n]*/.exec(rest)?.[0].length ?? 0)];
  return [{ code: 'yaml-documents', severity: 'warning', message, place: { origin, range } }];
}

/** By the library, which knows all of YAML. */
export function parseAnyBlock(
  text: string,
  origin: Origin,
  depth: number,
  findOuter: (name: string) => Anchor | undefined,
): ParsedBlock {
  const builder = new TreeBuilder(origin, findOuter);
  const finish = (root: Located | undefined, problems: PlacedProblem[]): ParsedBlock => {
    const { anchors, outerAnchors, size } = builder;
    return { origin, length: text.length, root, problems, anchors, outerAnchors, size };
  };
  const fail = (reason: string): ParsedBlock => {
    const start = text.length - text.trimStart().length;
    const range: [number, number] = [start, start + (text.slice(start, start + MAX_MARKED).split(/\r?\n/, 1)[0]?.length ?? 0)];
    const message = `This is not read: it has ${reason}.`;
    return finish(undefined, [{ code: 'yaml-limit', severity: 'error', message, place: { origin, range } }]);
  };
  const tooDeep = nestedTooDeeply(text);
  if (tooDeep !== undefined) return fail(tooDeep);
  try {
    // The library's own check for duplicate keys compares each key with all before it: quadratic on hostile text, so it is done here.
    const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false, strict: true, logLevel: 'error' });
    const [further, faults] = partition(document.errors, ({ code }) => code === 'MULTIPLE_DOCS');
    const errors = syntaxProblems(faults.slice(0, MAX_ERRORS), text, origin);
    const root = document.contents === null ? undefined : builder.build(document.contents, depth, [0, text.length]);
    return finish(root, [...errors, ...builder.problems, ...further.flatMap(({ pos }) => unreadDocument(text, origin, pos[0]))]);
  } catch (error) {
    if (error instanceof LimitReached) return fail(error.message);
    if (error instanceof RangeError) return fail('values nested too deeply');
    throw error;
  }
}
