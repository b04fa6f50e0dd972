import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { specFindings } from '../../spec/check/specFindings';
import { DEFAULT_SETTINGS } from '../../spec/check/settings';

const FOLDER = join(__dirname, 'dockerfiles');
const FILES = { readFile: () => undefined, kindOf: () => undefined, env: {} };

for (const name of readdirSync(FOLDER))
  test(`finds nothing wrong with ${name}`, () => {
    const text = readFileSync(join(FOLDER, name), 'utf8');
    const found = specFindings(join(FOLDER, name), text, FILES, undefined, DEFAULT_SETTINGS);
    assert.deepEqual(
      found.map(({ code, range = [0, 0], message }) => `${code} ${text.slice(...range)}: ${message}`),
      [],
    );
  });
