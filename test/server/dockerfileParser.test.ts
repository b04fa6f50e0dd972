import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DockerfileParser, JSONInstruction, ModifiableInstruction, PropertyInstruction } from 'dockerfile-ast';
import type { Instruction as TheirInstruction } from 'dockerfile-ast';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range as LineRange } from 'vscode-languageserver/node';
import type { Dockerfile, Instruction, Range } from '../../spec/dockerfile/Dockerfile';
import { pairsOf } from '../../spec/dockerfile/pairs';
import { parseDockerfile } from '../../spec/dockerfile/parse/parseDockerfile';
import { foreignSpecs } from './support/foreignSpecs';
import { Random } from './support/Random';
import { randomDockerfile } from './support/randomDockerfile';

const GENERATED = 5000;

/** A text as another parser and ours read it. */
class Comparison {
  readonly disagreements: string[] = [];
  private readonly document: TextDocument;
  private readonly ours: Dockerfile;
  private readonly text: string;
  private readonly name: string;

  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
    this.document = TextDocument.create('file:///Dockerfile', 'dockerfile', 1, text);
    this.ours = parseDockerfile(text);
    const theirs = DockerfileParser.parse(text).getInstructions();
    this.compare(
      'instructions',
      theirs.map((one) => one.getKeyword()),
      this.ours.instructions.map(({ keyword }) => keyword),
    );
    theirs.forEach((one, index) => {
      const own = this.ours.instructions[index];
      if (own) this.compareInstruction(one, own);
    });
  }

  private compare(what: string, theirs: readonly string[], ours: readonly string[]): void {
    if (theirs.join('\0') !== ours.join('\0'))
      this.disagreements.push(`${what} of ${this.name}: ${theirs.join(' | ')} INSTEAD OF ${ours.join(' | ')}`);
  }

  private offsets({ start, end }: LineRange): Range {
    return [this.document.offsetAt(start), this.document.offsetAt(end)];
  }

  private shown(range: Range): string {
    return `${range.join('-')} ${JSON.stringify(this.text.slice(...range))}`;
  }

  private compareInstruction(theirs: TheirInstruction, ours: Instruction): void {
    const shown = (ranges: readonly LineRange[]): string[] => ranges.map((one) => this.shown(this.offsets(one)));
    const own = (parts: readonly { range: Range }[]): string[] => parts.map(({ range }) => this.shown(range));
    const { keyword, json } = ours;
    this.compare('name', shown([theirs.getInstructionRange()]), own([ours.name]));
    this.compareEnds(this.offsets(theirs.getRange()), ours.range);
    if (theirs instanceof ModifiableInstruction)
      this.compare(`flags ${keyword}`, shown(theirs.getFlags().map((flag) => flag.getRange())), own(ours.flags));
    if (json) {
      const texts = theirs instanceof JSONInstruction ? theirs.getJSONStrings() : [];
      const inner = texts.map((one) => this.offsets(one.getRange())).map(([start, end]): Range => [start + 1, end - 1]);
      this.compare(
        `list ${keyword}`,
        inner.map((range) => this.shown(range)),
        own(json),
      );
    } else if (theirs instanceof PropertyInstruction) this.comparePairs(theirs, ours);
    else this.compareWords(theirs, ours);
  }

  /** Theirs may end with blanks, and with the sign that the line goes on at the end of a file. */
  private compareEnds(theirs: Range, ours: Range): void {
    const rest = this.text.slice(ours[1], theirs[1]);
    if (theirs[0] !== ours[0] || theirs[1] < ours[1] || !/^[\s\\`]*$/.test(rest))
      this.compare('range', [this.shown(theirs)], [this.shown(ours)]);
  }

  private comparePairs(theirs: PropertyInstruction, ours: Instruction): void {
    const pairs = theirs.getProperties().map((one) => [one.getNameRange(), one.getValueRange()]);
    this.compare(
      `pairs ${ours.keyword}`,
      pairs.map((pair) => pair.map((range) => (range ? this.shown(this.offsets(range)) : 'none')).join(' = ')),
      pairsOf(ours, this.ours.escape).map(
        ({ nameRange, value, valueRange }) =>
          `${this.shown(nameRange)} = ${value === undefined ? 'none' : this.shown(valueRange)}`,
      ),
    );
  }

  /** Theirs go on into heredocs, and are split at every blank; ours keep quotes together where a shell or the builder does. */
  private compareWords(theirs: TheirInstruction, { keyword, words, heredocs }: Instruction): void {
    const limit = heredocs[0]?.body[0] ?? Infinity;
    const all = theirs.getArguments().map((one) => this.offsets(one.getRange()));
    const split = all.filter(([start]) => start < limit);
    const starts = new Set(words.map(({ range: [start] }) => start));
    const joined: Range[] = [];
    for (const [start, end] of split) {
      const last = joined.at(-1);
      if (last && !starts.has(start)) last[1] = end;
      else joined.push([start, end]);
    }
    this.compare(
      `words ${keyword}`,
      joined.map((range) => this.shown(range)),
      words.map(({ range }) => this.shown(range)),
    );
  }
}

/** Where we read otherwise, and why. */
const DIFFERENCES: readonly { matches: RegExp; because: string }[] = [
  {
    matches: /^flags .* "--" INSTEAD OF|^flags .* \| \d+-\d+ "--" INSTEAD OF/,
    because: 'Two dashes alone end the flags and are none.',
  },
  {
    matches: /^(flags|list) CMD of .*\/testfiles\/flags\/Dockerfile/,
    because: 'The builder looks for flags of every instruction, and refuses those it does not know.',
  },
  { matches: /^words RUN of o-saft:/, because: 'A word ends before the comment lines behind it; theirs goes on into them.' },
  {
    matches: /^list \w+ of seed \d+: \S+ "a" INSTEAD OF \S+ "a" \| \S+ "b"$/,
    because:
      'A list in JSON goes on in the next line behind the escape character, whichever that is; theirs knows the backslash.',
  },
];

const used = new Set<unknown>();
const isExplained = (disagreement: string): boolean => DIFFERENCES.some((one) => one.matches.test(disagreement) && used.add(one));

function disagreements(files: readonly { name: string; text: string }[]): string[] {
  return files.flatMap(({ name, text }) => new Comparison(name, text).disagreements).filter((one) => !isExplained(one));
}

test('reads the Dockerfiles of others as another parser does', () => {
  const { dockerfiles } = foreignSpecs();
  assert.ok(dockerfiles.length >= 250);
  assert.deepEqual(disagreements(dockerfiles), []);
});

test(`reads ${GENERATED} Dockerfiles as another parser does`, () => {
  const files = Array.from({ length: GENERATED }, (_, index) => ({
    name: `seed ${index + 1}`,
    text: randomDockerfile(new Random(index + 1)),
  }));
  assert.deepEqual(disagreements(files).slice(0, 20), []);
});

test('explains nothing that is not there', () => {
  assert.deepEqual(
    DIFFERENCES.filter((one) => !used.has(one)).map(({ because }) => because),
    [],
  );
});
