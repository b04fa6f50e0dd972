import assert from 'node:assert/strict';
import { test } from 'node:test';
import { YamlFile } from '../../../../spec/yaml/YamlFile';

const syntaxErrors = (text: string): number =>
  new YamlFile('/p/compose.yaml', '/p').parse(text).problems.filter(({ code }) => code === 'yaml-syntax').length;

test('tells once of a bracket that closes nothing, not of every word below it', () =>
  assert.equal(syntaxErrors('a:\n  b: x\n  }\n  c:\n    d: 1\n    e: [f]\n'), 1));

test('still tells of what is wrong before it', () => assert.equal(syntaxErrors('a: "\\q"\n}\nb: 1\nc: 2\n'), 2));
