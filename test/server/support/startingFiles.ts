import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { foreignSpecs } from './foreignSpecs';
import type { Typing } from './randomEdit';
import { makeConfig, ociSchema } from './ociSchema';
import type { Random } from './Random';
import { randomCompose } from './randomCompose';
import { randomDockerfile } from './randomDockerfile';
import { SchemaDocuments } from './schemaDocuments';
import type { Schema } from './schemaDocuments';

/** A kind of document to edit: the files it begins with, the first of which is open. */
export interface Kind {
  name: string;
  languageId: string;
  typing: Typing;
  files: (random: Random) => [path: string, text: string][];
}

const NO_ALIASES = { aliasDuplicateObjects: false };

/** Longer texts show no more, and take longer. */
const MAX_LENGTH = 2000;

const foreign = foreignSpecs();
const short = (specs: readonly { text: string }[]): string[] =>
  specs.map(({ text }) => text).filter((text) => text.length < MAX_LENGTH);
const [composeTexts, dockerfileTexts] = [short(foreign.compose), short(foreign.dockerfiles)];

const composeSchema = JSON.parse(readFileSync(join(__dirname, '../schema/compose-spec.json'), 'utf8')) as Schema;
const configSchema = ociSchema();

const YAML_PIECES = [
  ...[
    ' ',
    '\n',
    '\n  ',
    '\n    ',
    ':',
    ': ',
    '- ',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    ',',
    '#',
    ' # x',
    '|',
    '>',
    '\t',
    '\r\n',
    '\ud800',
  ],
  ...['&a ', '*a', '<<: *a', '!reset ', '!override ', '${', '${A}', '${B:-x}', '$', 'true', '12', '64m'],
];

const COMPOSE_PIECES = [
  ...YAML_PIECES,
  ...['services:\n', '  n9:\n    image: y\n', '    depends_on: [n0]\n', '    mem_limit: 64m\n', '    ports: ["80:80"]\n'],
  ...[
    '    extends: n0\n',
    '    volumes: [v:/v]\n',
    '    networks: [n]\n',
    '    build: { context: ., target: b }\n',
    'include: [other.yaml]\n',
  ],
  ...['    env_file: a.env\n', '    secrets: [k]\n', 'volumes:\n  v:\n', 'secrets:\n  k: { file: k }\n', '    x-oci: {}\n'],
];

const OCI_PIECES = [
  ...YAML_PIECES,
  ...['"linux": {}', '"mounts": []', '"CAP_SYS_ADMIN"', '"type": "network"', '"RLIMIT_NOFILE"', '-1', '0', '"rw",', '"limit": 1'],
];

const DOCKERFILE_PIECES = [
  ...[
    '\\',
    '\n',
    '\\\n',
    ' ',
    '"',
    "'",
    '$',
    '${',
    '}',
    '=',
    '--',
    ',',
    '[',
    ']',
    '#',
    '<<EOF',
    'EOF\n',
    '`',
    '\r\n',
    '\t',
    '\ud800',
  ],
  ...['FROM a AS b\n', 'FROM b\n', 'COPY --from=b x y\n', 'RUN --mount=type=', 'ENV A=$A\n', 'ARG A\n', 'ONBUILD ', 'CMD ["x"'],
  '# escape=`\n',
];

/** The first text of some that is short enough. */
function shortText(make: () => string): string {
  for (;;) {
    const text = make();
    if (text.length < MAX_LENGTH) return text;
  }
}

const config = (random: Random): object => makeConfig(configSchema, random) as object;

/** A project whose Dockerfile is in its Compose file. */
const withDockerfile = (text: string): string =>
  `services:\n  n0:\n    build:\n      target: b\n      dockerfile_inline: |\n${text.replace(/^/gm, '        ').replaceAll('$', '$$$$')}\n    tty: true\n`;

function composeText(random: Random): string {
  const kind = random.below(7);
  if (kind < 2) return random.pick(composeTexts);
  if (kind < 4) return randomCompose(random);
  if (kind === 4) return withDockerfile(random.pick(dockerfileTexts));
  return shortText(() => stringify(new SchemaDocuments(composeSchema, random).make(), NO_ALIASES));
}

export const KINDS = {
  compose: {
    name: 'Compose files',
    languageId: 'yaml',
    typing: { pieces: COMPOSE_PIECES, donors: composeTexts },
    files: (random) => [
      ['/p/compose.yaml', composeText(random)],
      ...(random.chance(0.3) ? [['/p/compose.override.yaml', composeText(random)] as [string, string]] : []),
      ['/p/other.yaml', 'services:\n  far:\n    image: ${TAG:-z}\n    tty: true\n'],
      ['/p/.env', random.pick(['', 'TAG=y\nA=2\n', 'B="open\n'])],
      ['/p/a.env', 'A=1\n'],
      ['/p/Dockerfile', random.pick(dockerfileTexts)],
    ],
  },
  ociJson: {
    name: 'OCI configs in JSON',
    languageId: 'json',
    typing: { pieces: OCI_PIECES, donors: ['{\n  "ociVersion": "1.2.0",\n  "process": { "cwd": "/" }\n}\n'] },
    files: (random) => [['/p/config.json', shortText(() => JSON.stringify(config(random), undefined, 2))]],
  },
  ociYaml: {
    name: 'OCI configs in YAML',
    languageId: 'yaml',
    typing: {
      pieces: OCI_PIECES,
      donors: ['ociVersion: 1.2.0\nprocess:\n  cwd: /\n  args: [sh]\nlinux:\n  namespaces:\n    - type: pid\n'],
    },
    files: (random) => [['/p/config.yaml', shortText(() => stringify(config(random), NO_ALIASES))]],
  },
  dockerfile: {
    name: 'Dockerfiles',
    languageId: 'dockerfile',
    typing: { pieces: DOCKERFILE_PIECES, donors: dockerfileTexts },
    files: (random) => [
      ['/p/Dockerfile', random.chance(0.5) ? random.pick(dockerfileTexts) : randomDockerfile(random)],
      ['/p/compose.yaml', 'services:\n  web:\n    build:\n      context: .\n      target: b\n      args: { A: 1 }\n'],
      ['/p/.dockerignore', 'node_modules\n*.log\n'],
    ],
  },
} as const satisfies Record<string, Kind>;
