import assert from 'node:assert/strict';
import { test } from 'node:test';
import manifest from '../../../package.json';
import { PUBLIC_HOSTS } from '../../../registry/hosts';
import { COMPOSE_NAME } from '../../../spec/compose/composeFileName';

test('menus offer for files just what the language server takes for Compose files', () => {
  const conditions = Object.values(manifest.contributes.menus)
    .flat()
    .map(({ when }) => when)
    .filter((when) => when.includes('resource'));
  assert.ok(conditions.length > 0);
  for (const when of conditions) {
    assert.match(when, /^\(?resourceLangId == dockercompose \|\| resourceFilename =~ /);
    assert.ok(when.includes(` ${String(COMPOSE_NAME)}`), when);
  }
});

test('no workspace can decide which hosts are asked, or that what images hold is told to others', () => {
  const { properties } = manifest.contributes.configuration;
  for (const name of ['enabled', 'hosts', 'vulnerabilities'] as const)
    assert.equal(properties[`bulkhead.registry.${name}`].scope, 'machine', name);
});

test('the registries that settings tell of are those that are asked', () => {
  const { markdownDescription } = manifest.contributes.configuration.properties['bulkhead.registry.hosts'];
  const [, listed = ''] = /public ones \(([^)]*)\)/.exec(markdownDescription) ?? [];
  assert.deepEqual(listed.split(', '), PUBLIC_HOSTS);
});
