import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shownRange } from '../support';
import { atCursor } from '../TestClient';
import { DOCKERFILE_URI } from './withDockerfile';

const CASES: [what: string, marked: string, range: string, text: RegExp][] = [
  ['an instruction', 'FRO|M a', '0:0-4', /Begins a stage/],
  ['what ONBUILD keeps', 'FROM a\nONBUILD CO|PY a b', '1:8-12', /Copies files/],
  ['a flag', 'FROM a\nRUN --net|work=none b', '1:4-18', /`default`, `none`, `host`/],
  ['an option of a mount', 'FROM a\nRUN --mount=type=cache,sha|ring=locked,target=/x b', '1:23-37', /`private`/],
  ['a stage', 'FROM a AS one\nFROM on|e', '1:5-8', /FROM a AS one/],
  ['a stage by its number', 'FROM a\nFROM b\nCOPY --from=|0 x y', '2:12-13', /FROM a\n/],
  ['a variable', 'FROM a\nARG V=1\nUSER $|V', '2:6-7', /ARG V=1/],
  ['a variable of the builder', 'FROM --platform=$BUILD|PLATFORM a', '0:17-30', /machine that builds/],
  ['a signal', 'FROM a\nSTOPSIGNAL SIG|TERM', '1:11-18', /^15/],
  ['a directive', '# esc|ape=`\nFROM a', '0:0-10', /escapes/],
];

for (const [what, marked, range, text] of CASES)
  test(`explains ${what}`, async () => {
    const hover = await atCursor(
      marked,
      (client, line, character) => client.hover(line, character, DOCKERFILE_URI),
      {},
      DOCKERFILE_URI,
    );
    assert.ok(hover?.range && typeof hover.contents === 'object' && 'value' in hover.contents);
    assert.match(hover.contents.value, text);
    assert.equal(shownRange(hover.range), range);
  });

test('has nothing to say of a command', async () => {
  const hover = await atCursor(
    'FROM a\nRUN ma|ke',
    (client, line, character) => client.hover(line, character, DOCKERFILE_URI),
    {},
    DOCKERFILE_URI,
  );
  assert.equal(hover, null);
});
