import type { Random } from './Random';

const PLAIN = [
  'a',
  '12',
  'true',
  '~',
  'x y',
  '"q: # r"',
  "'it''s'",
  '*base',
  '!!str 5',
  '&n v',
  '- dash'.slice(2),
  '"\\ a\\\n  b \\\n   c"',
];

/** Valid YAML as carelessly laid out as it may be: every collection with a step of its own, blanks and comments anywhere. */
export function randomYaml(random: Random): string {
  const writer = new Writer(random);
  writer.line('x-base: &base { k: v }');
  writer.map(0, 0);
  return writer.lines.join(random.chance(0.2) ? '\r\n' : '\n') + random.pick(['', '\n', '\n\n\n']);
}

class Writer {
  readonly lines: string[] = [];
  private readonly random: Random;
  private count = 0;

  constructor(random: Random) {
    this.random = random;
  }

  line(text: string): void {
    const { random } = this;
    if (random.chance(0.08))
      this.lines.push(...random.pick([[''], ['', '', '   '], ['# c'], [`${' '.repeat(random.below(9))}# d  `]]));
    this.lines.push(text + random.pick(['', '', '', ' ', '  # e', ' # f  ']));
  }

  map(column: number, depth: number, first = ' '.repeat(column)): void {
    const count = 1 + this.random.below(4);
    for (let index = 0; index < count; index++) {
      const name = this.random.pick([`k${this.count++}`, `"q${this.count++}"`]);
      const key = name + this.random.pick(['', '', '', ' ', '  ']);
      this.value(index === 0 ? first : ' '.repeat(column), `${key}:`, column, depth, true);
    }
  }

  private seq(column: number, depth: number, first = ' '.repeat(column)): void {
    const count = 1 + this.random.below(3);
    for (let index = 0; index < count; index++) this.item(index === 0 ? first : ' '.repeat(column), column, depth);
  }

  /** A dash and what is behind it, which may be the first line of a collection. */
  private item(lead: string, column: number, depth: number): void {
    const { random } = this;
    const gap = ' '.repeat(1 + random.below(4));
    const inner = column + 1 + gap.length;
    if (depth > 3 || random.chance(0.4)) this.value(lead, '-', column, depth, false);
    else if (random.chance(0.6)) this.map(inner, depth + 1, `${lead}-${gap}`);
    else this.seq(inner, depth + 1, `${lead}-${gap}`);
  }

  private value(lead: string, head: string, column: number, depth: number, isKey: boolean): void {
    const { random } = this;
    const gap = ' '.repeat(1 + random.below(3));
    const deeper = column + 1 + random.below(6);
    const kind = random.below(depth > 3 ? 5 : 8);
    const prop = random.pick(['', '', '', `${gap}&p${this.count++}`, `${gap}!override`]);
    if (kind === 0) this.line(`${lead}${head}`);
    else if (kind === 1) this.line(`${lead}${head}${gap}${random.pick(PLAIN).replace(/\n/g, `\n${' '.repeat(deeper)}`)}`);
    else if (kind === 2) this.blockText(lead + head + prop + gap, column);
    else if (kind === 3) this.flow(lead + head + prop + gap, column);
    else if (kind === 4) {
      const [one, two] = [' '.repeat(deeper), ' '.repeat(column + 1 + random.below(6))];
      this.line(
        `${lead}${head}${gap}${random.pick([`plain\n${one}more\n\n${two}rest`, `"one  \n${one}two \\\n${two}three"`, `'a\n\n${one}b'`])}`,
      );
    } else if (kind === 5) {
      this.line(`${lead}${head}${prop}`);
      this.line(`${' '.repeat(deeper)}word`);
    } else {
      this.line(`${lead}${head}${prop}`);
      if (kind === 6) this.map(deeper, depth + 1);
      else this.seq(isKey && random.chance(0.5) ? column : deeper, depth + 1);
    }
  }

  private blockText(head: string, column: number): void {
    const { random } = this;
    const step = 1 + random.below(5);
    const lines = Array.from({ length: random.below(5) }, () =>
      random.pick(['text', '# no comment', '  more', '', ' '.repeat(random.below(12)), 'end  ']),
    );
    const digit =
      lines[0]?.startsWith(' ') === true || lines.some((line) => line.length > 5 && line.trim() === '')
        ? String(step)
        : random.pick(['', String(step)]);
    this.lines.push(`${head}${random.pick(['|', '>'])}${digit}${random.pick(['', '-', '+'])}`);
    for (const line of lines) this.lines.push(line.trim() === '' ? line : ' '.repeat(column + step) + line);
  }

  private flow(head: string, column: number): void {
    const { random } = this;
    const lead = (): string =>
      random.pick([' ', '', `\n${' '.repeat(column + 1 + random.below(5))}`, `  # g\n${' '.repeat(column + 1)}`]);
    const item = (): string =>
      random.pick(['a', '"b":1', 'c : d', '[x,y]', '{ z: [w ,v] }', '*base ', '"s\n\n        t"', '{}', 'e:']);
    const items = Array.from({ length: random.below(4) }, () => lead() + item());
    this.line(`${head}[${items.join(',')}${random.pick(['', ' ', `\n${' '.repeat(column + 1)}`])}]`);
  }
}
