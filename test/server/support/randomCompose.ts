import type { Random } from './Random';

const VALUES = [
  ...['a', '"b c"', "'x: y'", '12', '0.5', 'true', '[a, b]', '{ a: 1, b: [c] }', '&n v', '*n', '*base', '${X:-1}', '!reset null'],
  ...[
    '|\n        text: in a block\n        # no comment\n',
    '>-\n        folded\n\n        more\n',
    '"over\n        two lines"',
    '',
  ],
  ...['[\n        a,\n        b\n      ]', '{\n        k: v\n      }'],
];
const KEYS = ['image', 'command', 'environment', 'ports', 'mem_limit', 'x-note', 'depends_on', 'build', 'volumes', 'labels'];

/** Lines of valid YAML in many of the ways people write it. */
export function randomCompose(random: Random): string {
  const lines: string[] = [];
  const add = (line: string): void => {
    if (random.chance(0.1)) lines.push(random.pick(['', '# comment', '    # indented comment', '   ']));
    lines.push(line);
  };
  if (random.chance(0.2)) add('---');
  if (random.chance(0.6)) add('x-base: &base\n  image: n\n  labels: &l { a: b }');
  for (const section of ['services', 'volumes', 'x-more', 'networks', 'secrets']) {
    if (random.chance(0.3)) continue;
    if (random.chance(0.1)) {
      add(`${section}: ${random.pick(['{ a: { b: c } }', '', '{}', '{\n  a: {}\n}'])}`);
      continue;
    }
    add(`${section}:${random.pick(['', ' ', ' # why'])}`);
    const count = random.below(5);
    for (let index = 0; index < count; index++) entry(random, add, `n${index}`);
  }
  return lines.join(random.chance(0.2) ? '\r\n' : '\n') + (random.chance(0.8) ? '\n' : '');
}

function entry(random: Random, add: (line: string) => void, name: string): void {
  const quoted = random.chance(0.05) ? `"${name}"` : name;
  if (random.chance(0.2)) {
    add(`  ${quoted}: ${random.pick(['', '{}', '{ image: x }', '*base', '~'])}`);
    return;
  }
  add(`  ${quoted}:${random.chance(0.1) ? ' &a' : ''}`);
  if (random.chance(0.3)) add('    <<: *base');
  const keys = KEYS.filter(() => random.chance(0.4));
  for (const key of keys) {
    if (random.chance(0.2)) add(`    ${key}:\n    - a\n    - b: c\n      d: e`);
    else add(`    ${key}: ${random.pick(VALUES)}`);
  }
  if (keys.length === 0) add('    image: x');
}
