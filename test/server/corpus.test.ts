import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { specFindings } from '../../spec/check/specFindings';
import { DEFAULT_SETTINGS } from '../../spec/check/settings';
import { kindOf } from '../../spec/host/kindOf';
import { readSmallFile } from '../../spec/readSmallFile';
import { hostFacts } from '../unit/spec/host/fixture';

const FOLDER = join(__dirname, 'corpus');
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));

/** Projects as people write them: valid, so whatever is said of them is no error. */
for (const name of files)
  test(`finds no error in ${name}`, () => {
    const path = join(FOLDER, name);
    const text = readSmallFile(path) ?? '';
    const findings = specFindings(path, text, { readFile: readSmallFile, env: {}, kindOf }, hostFacts(), DEFAULT_SETTINGS);
    assert.deepEqual(
      findings.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code}: ${message}`),
      [],
    );
  });

test('has projects to look at', () => assert.ok(files.length >= 10, files.join(' ')));
