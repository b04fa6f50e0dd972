import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SelectionRange, TextEdit } from 'vscode-languageserver/node';
import { applied, shownRange } from '../support';
import { TestClient, URI } from '../TestClient';

const OPTIONS = { tabSize: 2, insertSpaces: true };

const MESSY = `services:
    web:
        build:
            dockerfile_inline: |
                from a as b
                  copy x /x
                run one && \\
                two $\${HOME}   
`;

const CLEAN = `services:
  web:
    build:
      dockerfile_inline: |
          FROM a AS b
          COPY x /x
          RUN one && \\
            two $\${HOME}
`;

async function asked<Result>(text: string, method: string, params: object): Promise<Result> {
  const client = new TestClient();
  await client.open(text);
  const answer = await client.ask<Result>(method, params);
  await client.close();
  return answer;
}

const formatted = async (text: string): Promise<string> =>
  applied(text, await asked<TextEdit[]>(text, 'textDocument/formatting', { options: OPTIONS }));

test('formats a Dockerfile in a Compose file with the file around it', async () => {
  assert.equal(await formatted(MESSY), CLEAN);
  assert.equal(await formatted(CLEAN), CLEAN);
});

test('leaves one in quotes as it is, and what a variable writes', async () => {
  const quoted = 'services:\n  web:\n    build:\n      dockerfile_inline: "from a"\n';
  assert.equal(await formatted(quoted), quoted);
  const block = (first: string): string =>
    `services:\n  web:\n    build:\n      dockerfile_inline: |\n        ${first}\n        RUN x\n`;
  assert.equal(await formatted(block('${WHAT:-from} a')), block('${WHAT:-from} a'));
});

test('formats the lines of one that are asked for', async () => {
  const range = { start: { line: 5, character: 0 }, end: { line: 6, character: 0 } };
  const edits = await asked<TextEdit[]>(MESSY, 'textDocument/rangeFormatting', { options: OPTIONS, range });
  assert.ok(edits.some(({ newText }) => newText === 'COPY'));
  assert.ok(!edits.some(({ newText }) => newText === 'FROM'));
});

test('selects words, instructions and stages of one, and then what is around', async () => {
  const positions = [{ line: 6, character: 16 }];
  const [found] = await asked<SelectionRange[]>(CLEAN, 'textDocument/selectionRange', { textDocument: { uri: URI }, positions });
  const chain: string[] = [];
  for (let at: SelectionRange | undefined = found; at; at = at.parent) chain.push(shownRange(at.range));
  assert.deepEqual(chain, [
    ...['6:14-17', '6:14-7:24', '6:10-7:24', '4:10-7:24'],
    ...['3:25-7:24', '3:6-7:24', '2:4-7:24', '1:2-7:24', '0:0-7:24', '0:0-8:0'],
  ]);
});
