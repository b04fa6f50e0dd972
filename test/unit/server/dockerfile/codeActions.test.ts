import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction } from 'vscode-languageserver/node';
import { applied } from '../support';
import { DOCKERFILE_URI, withDockerfile } from './withDockerfile';

const RANGE = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

const actions = (text: string, range = RANGE): Promise<CodeAction[]> =>
  withDockerfile(text, (client) =>
    client.ask<CodeAction[]>('textDocument/codeAction', { range, context: { diagnostics: [] } }, DOCKERFILE_URI),
  );

const CASES: [title: string, text: string, fixed: string][] = [
  ['Change to COPY', 'FROM a\nCOPPY a b\n', 'FROM a\nCOPY a b\n'],
  ['Change to ["npm", "start"]', 'FROM a\nCMD npm start\n', 'FROM a\nCMD ["npm", "start"]\n'],
  ['Change to A="b c"', 'FROM a\nENV A b c\n', 'FROM a\nENV A="b c"\n'],
  ['Remove it', 'FROM a\nRUN a \\\n\n  b\n', 'FROM a\nRUN a \\\n  b\n'],
  ['Remove it', 'FROM --platform=$TARGETPLATFORM a\n', 'FROM a\n'],
  ['Change to /app', 'FROM a\nWORKDIR app\n', 'FROM a\nWORKDIR /app\n'],
  ['Declare ARG V', 'ARG V=1\nFROM a:$V\nUSER $V\n', 'ARG V=1\nFROM a:$V\nARG V\nUSER $V\n'],
  ['Declare ARG TAG', 'FROM a:$TAG\n', 'ARG TAG\nFROM a:$TAG\n'],
  [
    'Ignore dockerfile-shell-form here',
    'FROM a\nCMD ["x"]\nFROM a\nCMD x\n',
    'FROM a\nCMD ["x"]\nFROM a\n# bulkhead-ignore dockerfile-shell-form\nCMD x\n',
  ],
];

for (const [title, text, fixed] of CASES)
  test(`${title}: ${JSON.stringify(text)}`, async () => {
    const action = (await actions(text)).find((one) => one.title === title);
    assert.ok(action, 'it is offered');
    assert.equal(applied(text, action.edit?.changes?.[DOCKERFILE_URI] ?? []), fixed);
  });

test('offers no comment among directives', async () => {
  assert.deepEqual(await actions('# escape=x\nFROM a\n'), []);
});

test('offers only what the range is about', async () => {
  const start = { line: 1, character: 0 };
  const titles = (await actions('FROM a\nCMD ["x"]\nWORKDIR app\n', { start, end: start })).map(({ title }) => title);
  assert.deepEqual(titles, []);
});
