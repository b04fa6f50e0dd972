import type { Code } from '../../../spec/codes';

/** What is truly wrong with a spec of others, or warned about by the real tool too; and why we know. */
interface Defect {
  codes: readonly Code[];
  /** Matches the name of the file. */
  in: RegExp;
  /** Matches the text that is marked. */
  at?: RegExp;
  because: string;
}

const ANY = /^/;
const PARSER_INPUT = /imagebuilder\/dockerfile\/parser\/testfiles/;

/** What the real tools refuse, file by file. */
const REFUSED: readonly Defect[] = [
  {
    codes: ['port-duplicate'],
    in: /dockerode-compose.*\/depends\.yml$/,
    at: /^"8000:80"$/,
    because: 'Six services publish one port of the host, which the second cannot have.',
  },
  {
    codes: ['file-not-found', 'image-missing'],
    in: /dockerode-compose.*\/mysql\.yml$/,
    because: 'It extends a file by a path that only counts from the root of its repository.',
  },
  {
    codes: ['key-missing'],
    in: /dockerode-compose.*\/wordpress_long\.yml$/,
    at: /^source: db_data/,
    because: 'The long form of a mount has no type, which the specification requires.',
  },
  {
    codes: ['env-file-not-found'],
    in: /^patroni:/,
    at: /^docker\/patroni\.env$/,
    because: 'The package leaves that file out.',
  },
  { codes: ['project-not-mapping'], in: /^podman-compose:.*\/awx17\//, because: 'These are the tasks of an Ansible role.' },
  {
    codes: ['key-unknown'],
    in: /^(python-tornado-doc|python3-hug-doc):.*\/(blog|docker_compose_with_mongodb)\//,
    at: /^(postgres|blog|web|db)$/,
    because: 'It is of the first version of Compose files, which had no services key.',
  },
  {
    codes: ['reference-undefined'],
    in: /^ruby-jaeger-client:.*\/crossdock\/docker-compose\.yml$/,
    at: /^jaeger-(agent|query|collector)$/,
    because: 'It is half of a project: jaeger-docker-compose.yml is given beside it.',
  },
  {
    codes: ['dockerfile-from-missing'],
    in: /^due:.*\/Dockerfile\.config$/,
    at: /^LABEL$/,
    because: 'It is a part of a Dockerfile that a program puts together.',
  },
  {
    codes: [
      ...(['dockerfile-from-missing', 'dockerfile-instruction-unknown', 'dockerfile-argument-missing'] as const),
      ...(['dockerfile-expose-invalid', 'dockerfile-key-value-invalid'] as const),
    ],
    in: /dockerfilelint.*\/Dockerfile\.misc$/,
    because: 'A linter is tested with its defects.',
  },
  {
    codes: ['dockerfile-json-invalid'],
    in: /dockerfilelint.*\/Dockerfile\.shell\.fail$/,
    at: /^"bin\/sh"$/,
    because: 'SHELL takes nothing but a list.',
  },
  {
    codes: ['dockerfile-argument-missing', 'dockerfile-instruction-unknown'],
    in: /imagebuilder\/dockerclient\/testdata\/Dockerfile\.(badhealthcheck|unknown)$/,
    because: 'A builder is tested with their defects.',
  },
  {
    codes: ['dockerfile-key-value-invalid', 'dockerfile-from-missing'],
    in: /imagebuilder\/dockerfile\/parser\/testfiles-negative\//,
    because: 'A parser is tested with their defects.',
  },
  {
    codes: ['dockerfile-from-missing', 'dockerfile-flag-unknown'],
    in: PARSER_INPUT,
    at: /^(CMD|--user|--doit)$/,
    because: 'It is for a parser alone: nothing to build from, and flags nobody knows.',
  },
  {
    codes: ['dockerfile-argument-missing', 'dockerfile-argument-invalid'],
    in: /testfiles\/health\/Dockerfile$/,
    at: /^(HEALTHCHECK|CMD|CONNECT)$/,
    because: 'It is for a parser alone: it has a HEALTHCHECK of each kind, the wrong ones too.',
  },
  {
    codes: ['dockerfile-quote-open'],
    in: /testfiles\/(env|escapes)\/Dockerfile$/,
    at: /^['"]$/,
    because: 'It is for a parser alone: the builder refuses a quote without an end (a backslash means nothing in single quotes).',
  },
  {
    codes: ['dockerfile-directive-invalid', 'dockerfile-instruction-unknown'],
    in: /testfiles\/escape-nonewline\/Dockerfile$/,
    because: 'It is for a parser alone: there is no such escape character.',
  },
];

/** What the real tools warn about, too, wherever it is. */
const WARNED: readonly Defect[] = [
  { codes: ['key-unsupported'], in: ANY, because: 'That our engine cannot do it yet says nothing against the file.' },
  {
    codes: ['dockerfile-key-value-legacy'],
    in: ANY,
    at: /^[^\s="']+\s/,
    because: 'LegacyKeyValueFormat: no = behind the name.',
  },
  { codes: ['dockerfile-as-case'], in: ANY, at: /^as$/, because: 'FromAsCasing: as behind FROM.' },
  { codes: ['dockerfile-maintainer-deprecated'], in: ANY, at: /^maintainer\s/i, because: 'MaintainerDeprecated.' },
  { codes: ['dockerfile-continuation-empty'], in: ANY, at: /^[ \t]*\r?\n?$/, because: 'NoEmptyContinuation: an empty line.' },
  { codes: ['dockerfile-shell-form'], in: ANY, at: /^[^[]/, because: 'JSONArgsRecommended: no list.' },
  {
    codes: ['dockerfile-instruction-repeated'],
    in: /imagebuilder/,
    at: /^(CMD|HEALTHCHECK)$/,
    because: 'MultipleInstructionsDisallowed: more than one.',
  },
  { codes: ['dockerfile-secret-exposed'], in: ANY, at: /PASSWORD|SECRET/, because: 'SecretsUsedInArgOrEnv: by the name.' },
  {
    codes: ['dockerfile-expose-invalid'],
    in: /^dockerfilelint/,
    at: /^\d+:\d+$/,
    because: 'ExposeInvalidFormat: a port of the host.',
  },
  {
    codes: ['dockerfile-workdir-relative'],
    in: /^dockerfilelint.*\.misc$/,
    at: /^in$/,
    because: 'WorkdirRelativePath: no / before it.',
  },
  {
    codes: ['dockerfile-arg-undefined'],
    in: /^debocker:/,
    at: /^image$/,
    because: 'UndefinedArgInFrom: the program that owns it declares the argument above.',
  },
  {
    codes: ['dockerfile-json-invalid'],
    in: /charliecloud\/examples\/exhaustive\/Dockerfile$/,
    at: /^\["echo", .*\\\$/,
    because: 'JSON knows no escape of a dollar sign, so the builder hands the brackets to a shell.',
  },
  {
    codes: ['dockerfile-json-invalid'],
    in: /testfiles\/jeztah-invalid-json-/,
    because: 'As the names say: no valid JSON.',
  },
];

export const DEFECTS: readonly Defect[] = [...REFUSED, ...WARNED];
