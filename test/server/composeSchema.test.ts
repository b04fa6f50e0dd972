import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import Ajv from 'ajv';
import { parse, stringify } from 'yaml';
import { loadProject } from '../../spec/compose/loadProject';
import type { Problem } from '../../spec/Problem';
import { LAXER, STRICTER } from './support/schemaDifferences';
import { addDefect } from './support/defects';
import { Random } from './support/Random';
import { SchemaDocuments } from './support/schemaDocuments';
import type { Schema } from './support/schemaDocuments';

const DOCUMENTS = 6000;
const STRUCTURE = [
  'key-unknown',
  'key-missing',
  'value-type',
  'value-invalid',
  'value-missing',
  'item-duplicate',
  'name-invalid',
  'project-not-mapping',
];

const schema = JSON.parse(readFileSync(join(__dirname, 'schema/compose-spec.json'), 'utf8')) as Schema & { $schema?: string };
// The library knows the draft by its other address only, and the formats say less than the text of the specification.
delete schema.$schema;
const accepts = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);

function structureProblems(text: string): Problem[] {
  const readFile = (path: string): string | undefined => (path === '/p/compose.yaml' ? text : undefined);
  const { problems } = loadProject({ files: ['/p/compose.yaml'], readFile, env: {} });
  return problems.filter(({ code, severity }) => severity === 'error' && STRUCTURE.includes(code));
}

const label = ({ code, path = [], message }: Problem): string => `${code} ${path.join('.')} ${message}`;

test(`agrees with the official schema on ${DOCUMENTS} documents, but for what is written down`, () => {
  const used = new Set<string>();
  const disagreements: string[] = [];
  let [accepted, refused] = [0, 0];
  for (let seed = 1; seed <= DOCUMENTS; seed++) {
    const random = new Random(seed);
    const document = new SchemaDocuments(schema, random).make();
    const defect = random.chance(0.6) ? addDefect(document, random) : 'none';
    const text = stringify(document, { aliasDuplicateObjects: false });
    const isAccepted = accepts(parse(text));
    if (isAccepted) accepted++;
    else refused++;
    const ours = structureProblems(text).map(label);
    const theirs = (accepts.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
    const rules = isAccepted ? STRICTER : LAXER;
    const found = isAccepted ? ours : ours.length === 0 ? theirs : [];
    if (found.length === 0) continue;
    const explained = isAccepted
      ? found.every((one) => rules.some(({ name, matches }) => matches.test(one) && used.add(name)))
      : rules.some(({ name, matches }) => found.some((one) => matches.test(one)) && used.add(name));
    if (!explained)
      disagreements.push(
        `seed ${seed} (${defect}), schema ${isAccepted ? 'accepts' : 'refuses'}: ${found.slice(0, 4).join(' | ')}`,
      );
  }
  assert.ok(accepted > DOCUMENTS / 4 && refused > DOCUMENTS / 4, `${accepted} accepted, ${refused} refused`);
  assert.deepEqual(disagreements.slice(0, 60), []);
  const unused = [...STRICTER, ...LAXER].map(({ name }) => name).filter((name) => !used.has(name));
  assert.deepEqual(unused, [], 'differences that no document shows');
});
