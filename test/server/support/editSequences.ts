import assert from 'node:assert/strict';
import { InProcessServer, uriOf } from './InProcessServer';
import { misplaced, misplacedTokens } from './misplaced';
import { Random } from './Random';
import { applyEdit, randomEdit } from './randomEdit';
import type { Kind } from './startingFiles';

const EDITS = 6;
/** Each is asked of every text; of the others a few. */
const ALWAYS = ['documentSymbol', 'semanticTokens/full', 'hover', 'completion'].map((name) => `textDocument/${name}`);
const OTHERS = 4;

interface Question {
  method: string;
  params: object;
}

/** Answers are compared as they are sent. */
const sent = (value: unknown): string => JSON.stringify(value);

/** One way of editing the files of a project while its server watches. */
class Sequence {
  private readonly random: Random;
  private readonly kind: Kind;
  private readonly files: Map<string, string>;
  private readonly path: string;
  private readonly known: InProcessServer;
  private readonly opened = new Set<string>();

  constructor(kind: Kind, seed: number) {
    this.random = new Random(seed);
    this.kind = kind;
    this.files = new Map(kind.files(this.random));
    this.path = [...this.files.keys()][0] ?? '';
    this.known = new InProcessServer(this.files);
    this.open(this.known, this.path);
    const override = [...this.files.keys()].find((path) => path.includes('override'));
    if (override !== undefined && this.random.chance(0.5)) this.open(this.known, override);
  }

  private open(server: InProcessServer, path: string): void {
    this.opened.add(path);
    server.openDocument(path, this.kind.languageId, this.text(path));
  }

  private text(path: string): string {
    return this.files.get(path) ?? '';
  }

  edit(): void {
    const { random } = this;
    const path = random.chance(0.8) ? this.path : random.pick([...this.files.keys()]);
    const edit = randomEdit(random, this.text(path), this.kind.typing);
    this.files.set(path, applyEdit(this.text(path), edit));
    if (this.opened.has(path)) this.known.change(path, edit);
    else this.known.diskChanged();
  }

  /** The same files and documents, seen by a server for the first time. */
  private fresh(): InProcessServer {
    const server = new InProcessServer(new Map(this.files));
    for (const path of this.opened) server.openDocument(path, this.kind.languageId, this.text(path));
    return server;
  }

  /** Problems as they are looked for between keystrokes, but not after every one. */
  diagnose(): void {
    if (this.random.chance(0.5)) this.known.diagnostics(this.path);
  }

  /** Returns how many problems there are. */
  compareAnswers(): number {
    const fresh = this.fresh();
    const found = this.known.diagnostics(this.path);
    assert.equal(sent(found), sent(fresh.diagnostics(this.path)), 'diagnostics differ');
    assert.deepEqual(this.misplaced(found), [], 'diagnostics');
    const methods = this.known.methods(this.path);
    for (const { method, params } of this.questions(methods)) {
      const answer = this.known.ask(this.path, method, params);
      assert.equal(sent(answer), sent(fresh.ask(this.path, method, params)), `${method} differs, asked ${sent(params)}`);
      const bad = method.startsWith('textDocument/semanticTokens')
        ? misplacedTokens(answer, this.text(this.path))
        : this.misplaced(answer);
      assert.deepEqual(bad, [], `${method}, asked ${sent(params)}`);
    }
    return found.length;
  }

  private misplaced(answer: unknown): string[] {
    return misplaced(answer, uriOf(this.path), (uri) => this.files.get(uri.slice('file://'.length)));
  }

  private questions(methods: readonly string[]): Question[] {
    const { random } = this;
    const isAsked = (method: string): boolean => !/resolve|Calls$|\/rename$/.test(method) && method.startsWith('textDocument/');
    const others = methods.filter((method) => isAsked(method) && !ALWAYS.includes(method));
    const chosen = Array.from({ length: OTHERS }, () => random.pick(others));
    return [...ALWAYS, ...ALWAYS.slice(2), ...chosen]
      .filter((method) => methods.includes(method))
      .map((method) => ({ method, params: this.params() }));
  }

  /** Of every request at once: each takes what it knows. */
  private params(): object {
    const lines = this.text(this.path).split(/\r\n|\n|\r/);
    const line = this.random.below(lines.length);
    const position = { line, character: this.random.below((lines[line]?.length ?? 0) + 1) };
    const range = { start: { line, character: 0 }, end: { line: Math.min(lines.length - 1, line + 8), character: 0 } };
    return {
      ...{ position, positions: [position], range, ch: '\n' },
      options: { tabSize: 2, insertSpaces: true },
      context: { includeDeclaration: true, diagnostics: [] },
    };
  }

  /** What a failure is about. */
  shown(): string {
    return `The files then:\n${JSON.stringify([...this.files], undefined, 1)}`;
  }
}

/** Edits files in many ways, and compares what the server says all along with what one says that sees them for the first time. `SEED=7` does one alone. */
export function checkSequences(kind: Kind, count: number): void {
  const only = process.env['SEED'];
  let found = 0;
  for (let seed = Number(only ?? 1); seed <= (only === undefined ? count : Number(only)); seed++) {
    const sequence = new Sequence(kind, seed);
    let at = 0;
    try {
      for (; at < EDITS; at++) {
        sequence.diagnose();
        sequence.edit();
      }
      found += sequence.compareAnswers();
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      assert.fail(`${kind.name}, SEED=${seed}, after ${at} edits: ${message}\n${sequence.shown()}`);
    }
  }
  assert.ok(only !== undefined || found > count, 'too few problems to compare');
}
