import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Code } from '../../spec/codes';
import { specFindings } from '../../spec/check/specFindings';
import { DEFAULT_SETTINGS } from '../../spec/check/settings';
import { readSmallFile } from '../../spec/readSmallFile';
import { hostFacts } from '../unit/spec/host/fixture';
import { DEFECTS } from './support/foreignDefects';
import { foreignSpecs } from './support/foreignSpecs';

const { compose, dockerfiles } = foreignSpecs();

/** A machine that has what specs ask for; what lies on the disk of this one does not count. */
const HOST = hostFacts({ memory: { total: 2 ** 40, swapTotal: 2 ** 40 } });
const FILES = { readFile: readSmallFile, env: {} };

const used = new Set<unknown>();

/** Errors and warnings that no row of the list explains. */
function unexplained({ name, path, text }: (typeof compose)[number]): string[] {
  return specFindings(path, text, FILES, HOST, DEFAULT_SETTINGS).flatMap(({ code, severity, message, range = [0, 0] }) => {
    if (severity === 'information') return [];
    const marked = text.slice(...range);
    const defect = DEFECTS.find(
      ({ codes, in: file, at = /^/ }) => codes.includes(code as Code) && file.test(name) && at.test(marked),
    );
    if (defect) used.add(defect);
    const line = text.slice(0, range[0]).split('\n').length;
    return defect ? [] : [`${name}:${line}: ${severity} ${code} '${marked.slice(0, 80)}': ${message}`];
  });
}

test(`says nothing false about ${compose.length} Compose files of others`, () => {
  assert.ok(compose.length >= 40, `only ${compose.length} files: npm test -- server fetches the packages they are in`);
  assert.deepEqual(compose.flatMap(unexplained), []);
});

test(`says nothing false about ${dockerfiles.length} Dockerfiles of others`, () => {
  assert.ok(dockerfiles.length >= 250, `only ${dockerfiles.length} files: npm test -- server fetches the packages they are in`);
  assert.deepEqual(dockerfiles.flatMap(unexplained), []);
});

test('explains nothing that is not there', () => {
  assert.deepEqual(
    DEFECTS.filter((defect) => !used.has(defect)).map(({ codes, in: file }) => `${codes.join()} in ${String(file)}`),
    [],
  );
});
