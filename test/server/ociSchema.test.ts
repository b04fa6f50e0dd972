import assert from 'node:assert/strict';
import { test } from 'node:test';
import Ajv from 'ajv';
import { checkOciConfig } from '../../spec/oci/check/checkOciConfig';
import { YamlFile } from '../../spec/yaml/YamlFile';
import { addDefect } from './support/defects';
import { makeConfig, ociSchema } from './support/ociSchema';
import { Random } from './support/Random';

const CONFIGS = 6000;
const STRUCTURE = ['key-missing', 'value-type', 'value-invalid', 'value-missing'];

interface Difference {
  matches: RegExp;
  because: string;
}

const STRICTER: readonly Difference[] = [
  {
    matches: /^key-missing linux\.(personality|memoryPolicy|seccomp|timeOffsets)/,
    because: 'The text of the specification says REQUIRED.',
  },
  { matches: /^key-missing The config lacks the key 'root'/, because: 'The specification says REQUIRED, but on Windows.' },
  { matches: /^key-missing A device under weightDevice/, because: 'The specification wants at least one of the two.' },
  { matches: /^value-invalid process\.oomScoreAdj/, because: 'The kernel takes -1000 to 1000 (proc(5)).' },
  { matches: /^value-invalid process\.ioPriority\.priority/, because: 'The kernel takes 0 to 7 (ioprio_set(2)).' },
  { matches: /^value-invalid linux\.resources\.memory\.swappiness/, because: 'The specification says 0 to 100.' },
  { matches: /^value-invalid linux\.resources\.devices\[\d+\]\.(type|access)/, because: 'The specification names the letters.' },
  { matches: /^value-invalid linux\.seccomp\.syscalls\[\d+\]\.args\[\d+\]\.index/, because: 'A system call has six arguments.' },
  { matches: /^value-invalid ociVersion/, because: 'The specification wants SemVer 2.0.0.' },
  {
    matches: /^value-invalid linux\.timeOffsets\.\w+\.nanosecs/,
    because: 'The kernel takes less than a second (time_namespaces(7)).',
  },
];

const LAXER: readonly Difference[] = [
  { matches: /names must NOT have fewer than 1 items/, because: 'Said by a rule of its own, oci-seccomp-names.' },
];

const schema = ociSchema();
const accepts = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);

test(`agrees with the official OCI schema on ${CONFIGS} configs, but for what is written down`, () => {
  const used = new Set<Difference>();
  const disagreements: string[] = [];
  let [accepted, refused] = [0, 0];
  for (let seed = 1; seed <= CONFIGS; seed++) {
    const random = new Random(seed);
    const config = makeConfig(schema, random) as Record<string, unknown>;
    const defect = random.chance(0.6) ? addDefect(config, random) : 'none';
    const text = JSON.stringify(config);
    const isAccepted = accepts(config);
    if (isAccepted) accepted++;
    else refused++;
    const { root } = new YamlFile('/b/config.json', '/b').parse(text);
    assert.ok(root);
    const ours = checkOciConfig(root)
      .filter(({ code, severity }) => severity === 'error' && STRUCTURE.includes(code))
      .map(({ code, message }) => `${code} ${message}`);
    const theirs = (accepts.errors ?? []).map(({ instancePath, message }) =>
      `${instancePath} ${message ?? ''}`.replace(/^.*\//, ''),
    );
    const found = isAccepted ? ours : ours.length === 0 ? theirs : [];
    const rules = isAccepted ? STRICTER : LAXER;
    const unexplained = found.filter((one) => !rules.some((rule) => rule.matches.test(one) && used.add(rule)));
    if (unexplained.length > 0)
      disagreements.push(
        `seed ${seed} (${defect}), schema ${isAccepted ? 'accepts' : 'refuses'}: ${unexplained.slice(0, 3).join(' | ')}`,
      );
  }
  assert.deepEqual(disagreements.slice(0, 40), []);
  assert.ok(accepted > CONFIGS / 4 && refused > CONFIGS / 4, `${accepted} accepted, ${refused} refused`);
  assert.deepEqual(
    [...STRICTER, ...LAXER].filter((rule) => !used.has(rule)).map(({ because }) => because),
    [],
    'differences that no config shows',
  );
});
