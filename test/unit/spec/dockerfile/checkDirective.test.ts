import assert from 'node:assert/strict';
import { test } from 'node:test';
import { found } from './found';

const TEXT = 'FROM alpine:3 as Base\nCMD x\n';
const codes = (text: string): string[] => found(text).map(({ code, severity }) => `${severity} ${code}`);

test('skips the checks a file names', () => {
  assert.deepEqual(codes(TEXT), ['warning stage-name-case', 'warning as-case', 'warning shell-form']);
  assert.deepEqual(codes(`# check=skip=StageNameCasing,jsonargsrecommended\n${TEXT}`), ['warning as-case']);
  assert.deepEqual(codes(`# check=skip=all\n${TEXT}`), []);
});

test('takes warnings of checks for errors when a file says so, and no others', () => {
  assert.deepEqual(codes(`# check=error=true;skip=FromAsCasing\n${TEXT}COPY a b c\n`), [
    'error stage-name-case',
    'error shell-form',
    'warning argument-invalid',
  ]);
});

test('a comment silences a code on the line below', () => {
  assert.deepEqual(codes('FROM alpine:3\n# bulkhead-ignore dockerfile-shell-form\nCMD x\n'), []);
});
