import assert from 'node:assert/strict';
import { test } from 'node:test';
import manifest from '../../../package.json';
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
