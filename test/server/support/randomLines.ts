import type { Random } from './Random';

const KEYS = ['a', 'b', 'c', 'd.e', 'x-y', '1', 'true', 'null', 'f/g', 'h_i'];
const UNUSUAL_KEYS = [...KEYS, '"q"', 'a b', '<<', '.x', '-k', 'é'];

/** Right and wrong ones, most on the border between a plain text and something else. */
const VALUES = [
  ...['b', 'x y', 'x  ', 'a,b', 'a:b', 'a#b', 'é', '\u00a0x', '$x', '${X:-a}', '-f', '--x', '?x', ':x', '%x', '=', '<<'],
  ...['12', '-1', '+3', '0.5', '.5', '.', '1.', '1e3', '0x1f', '0o7', '00440', '64m', '1_000', '1:30', '2020-01-01'],
  ...['~', 'null', 'NULL', 'true', 'False', '.inf', '-.Inf', '.nan', '123456789012345678901', '', '-'],
  ...['"q r"', "'q'", "'it''s'", '"a\\n"', '"a" b', '"x"  # c', '"a"# c', 'x # c', '# c'],
  ...['[]', '[ ]', '{}', '[a, b]', '[ a ,"b", -c ]', '[1, 2.5, true, ~]', '[a b, c]', '[a] # c'],
  ...[
    '{a: b}',
    '{ a: b, c: "d" }',
    '{a: b, a: c}',
    '{a: }',
    '{a:}',
    '{a}',
    '{"a": b}',
    '{a: b',
    '{a: b} # c',
    '{a: [b], c: {d: e}}',
    '{a:b}',
    '{<<: a}',
  ],
  ...['[a: b]', '[a, ]', '[, a]', '[a:, b]', '["a":b]', '[a', 'a]', 'a: b', '- a', '- - a'],
];

const FLOW_TEXTS = [
  'a',
  '12',
  'true',
  '~',
  '-1',
  '-',
  '- a',
  '-a',
  ':x',
  'a:b',
  'a: b',
  'x y',
  '"q r"',
  "'q'",
  '$x',
  '${X}',
  'a#b',
  'a # c',
  '',
  '?',
  '*a',
  '{}',
  '[]',
];

/** Collections in brackets, right and wrong. */
function flow(random: Random, depth: number): string {
  if (depth > 3 || random.chance(0.5)) return random.pick(FLOW_TEXTS);
  const isList = random.chance(0.5);
  const item = (): string =>
    `${isList ? '' : `${key(random)}:${random.pick([' ', ' ', ' ', '', '  '])}`}${flow(random, depth + 1)}`;
  const items = Array.from({ length: random.below(4) }, item).join(random.pick([', ', ', ', ',', ' , ']));
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  return `${open}${random.pick(['', ' '])}${items}${random.pick(['', ' ', ', '])}${random.chance(0.02) ? '' : close}`;
}

const anchor = (random: Random): string =>
  random.chance(0.12) ? random.pick(['&a', '&a', '&a', '&b', '&b-1', '&b-1', '&.c', '&é', '& ', '&a,', '&a &b', '&a:']) : '';

function value(random: Random): string {
  const name = anchor(random);
  return `${name && `${name}${random.pick([' ', ' ', ' ', '  ', ''])}`}${random.chance(0.2) ? flow(random, 0) : random.pick(VALUES)}`;
}

/** Mappings and lists one below the other, now and then at the wrong column, with values of every kind on their lines. */
export function randomLines(random: Random): string {
  const lines: string[] = [];
  block(random, lines, random.pick([0, 0, 2]), 0);
  return lines.join('\n') + random.pick(['', '\n', '\n\n', '\n# end\n']);
}

function block(random: Random, lines: string[], column: number, depth: number): void {
  const isList = random.chance(0.3);
  for (let count = 1 + random.below(3); count > 0; count--) {
    if (random.chance(0.06)) lines.push(random.pick(['', '   ', '# c', '  # c', '      # c']));
    const slip = random.chance(0.01) ? random.below(5) - 2 : 0;
    const indent = ' '.repeat(Math.max(0, column + slip));
    if (isList) item(random, lines, indent);
    else if (depth < 4 && random.chance(0.4)) {
      const name = anchor(random);
      lines.push(`${indent}${key(random)}:${name && ` ${name}`}${random.pick(['', '', ' ', ' # c'])}`);
      block(random, lines, column + random.pick([0, 1, 2, 2, 2, 4]), depth + 1);
    } else lines.push(`${indent}${key(random)}: ${value(random)}`);
  }
}

function item(random: Random, lines: string[], indent: string): void {
  if (random.chance(0.7)) lines.push(`${indent}- ${value(random)}`);
  else {
    lines.push(`${indent}- ${random.pick(['', ' '])}${key(random)}: ${value(random)}`);
    if (random.chance(0.5)) lines.push(`${indent}  ${key(random)}: ${value(random)}`);
  }
}

const key = (random: Random): string => random.pick(random.chance(0.05) ? UNUSUAL_KEYS : KEYS);
