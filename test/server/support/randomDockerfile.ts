import type { Random } from './Random';

const WORDS = [
  'a',
  'b-c',
  '/x/y',
  './d/',
  'x=1',
  '--flag',
  '&&',
  'é',
  '${A}',
  '$B',
  '"q r"',
  "'s t'",
  'it\\ is',
  'semi;',
  'a"b c"d',
];
const PLAIN = ['a', 'b-c', '/x/y', './d/', 'é', '${A}', '$B', '$A/x'];
const NAMES = ['A', 'B_2', 'path', 'LONG_NAME'];
const VALUES = ['1', '""', '"q r"', "'s t'", 'a\\ b', '$A', '${B:-c}', '"x\\"y"', '/a:/b', ''];
const JSON_LISTS = ['["a", "b c"]', '[ "x" ]', '["sh","-c","echo \\"q\\""]', '["a",\\\n "b"]'];

type Line = (random: Random, words: (choices: readonly string[], count: number) => string) => string;

const pairs = (random: Random): string =>
  Array.from({ length: 1 + random.below(3) }, () => `${random.pick(NAMES)}=${random.pick(VALUES)}`).join(
    random.pick([' ', '  ', ' \\\n  ']),
  );

/** Each kind of instruction as it may be written. */
const LINES: readonly Line[] = [
  (_, words) => `RUN ${words(WORDS, 5)}`,
  (random) => `${random.pick(['RUN', 'CMD', 'ENTRYPOINT'])} ${random.pick(JSON_LISTS)}`,
  (random, words) => `RUN --mount=type=cache,target=/c ${random.pick(['', '--network=none '])}${words(WORDS, 3)}`,
  (random, words) => `RUN <<${random.pick(['EOF', '-EOF', '"EOF"'])} ${words(PLAIN, 1)}\n${words(PLAIN, 2)}\n# kept\nEOF`,
  (random, words) => `COPY ${random.pick(['', '--from=s0 ', '--chown=1:2 --link '])}${words(PLAIN, 2)} /t/`,
  (_, words) => `COPY <<A <<B /t/\n${words(PLAIN, 2)}\nA\nb\nB`,
  (_, words) => `ADD ${words(PLAIN, 2)} ./`,
  (random) => `ENV ${pairs(random)}`,
  (random) => `LABEL ${pairs(random)}`,
  (random, words) => `ENV ${random.pick(NAMES)} ${words(WORDS, 3)}`,
  (random) => `ARG ${random.pick(NAMES)}${random.pick(['', '=1', '="a b"'])}`,
  (random) => `EXPOSE ${random.pick(['80', '80/tcp 53/udp', '$A 8000-8010'])}`,
  (random) => `VOLUME ${random.pick(['/a /b', '["/a", "/b c"]'])}`,
  (random) => random.pick(['WORKDIR /a/$A', 'USER me:we', 'STOPSIGNAL SIGTERM', 'SHELL ["bash", "-c"]']),
  (random, words) => `HEALTHCHECK ${random.pick(['NONE', `--interval=5s CMD ${words(PLAIN, 2)}`, 'CMD ["a"]'])}`,
  (random, words) => `ONBUILD ${random.pick(['RUN', 'USER'])} ${words(PLAIN, 1)}`,
  (random) => `FROM ${random.pick(['alpine:3', 'reg.io:5000/a/b@sha256:00', '--platform=$P x', '$A'])} AS s${random.below(3)}`,
];

/** Valid lines in the ways people write them: on several lines, with comments and blanks between, in any case. */
export function randomDockerfile(random: Random): string {
  const isBacktick = random.chance(0.1);
  const words = (choices: readonly string[], count: number): string =>
    Array.from({ length: count }, () => random.pick(choices)).reduce(
      (line, word) => line + random.pick([' ', ' ', ' ', '  ', '\t', ' \\\n    ', ' \\  \n', ' \\\n# note\n  ']) + word,
    );
  const lines = Array.from({ length: 1 + random.below(7) }, () => {
    const line = random.pick(LINES)(random, words);
    const cased = random.chance(0.1) ? line.replace(/^\w+/, (keyword) => keyword.toLowerCase()) : line;
    return random.pick(['', '', '', '\n', '# note\n', '  ']) + cased;
  });
  const text = `FROM scratch\n${lines.join('\n')}${random.pick(['', '\n', '\n\n'])}`;
  const escaped = isBacktick ? `# escape=\`\n${text.replaceAll('\\', '`')}` : text;
  return random.chance(0.1) ? escaped.replaceAll('\n', '\r\n') : escaped;
}
