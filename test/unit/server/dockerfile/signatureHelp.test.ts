import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SignatureHelp } from 'vscode-languageserver/node';
import { atCursor } from '../TestClient';
import { DOCKERFILE_URI } from './withDockerfile';

/** The part that is being written. */
async function activePart(marked: string): Promise<string | undefined> {
  const help = await atCursor(
    marked,
    (client, line, character) =>
      client.at<SignatureHelp | null>('textDocument/signatureHelp', line, character, {}, DOCKERFILE_URI),
    {},
    DOCKERFILE_URI,
  );
  const signature = help?.signatures[help.activeSignature ?? 0];
  const label = signature?.parameters?.[help?.activeParameter ?? 0]?.label;
  return signature && Array.isArray(label) ? signature.label.slice(...label) : undefined;
}

for (const [marked, part] of [
  ['FROM |', 'IMAGE'],
  ['FROM a AS |', 'NAME]'],
  ['FROM --plat|', '[--platform=PLATFORM]'],
  ['FROM a\nCOPY a |', 'TARGET'],
  ['FROM a\nCMD ["a|', '["PROGRAM",'],
  ['FROM a\nRUN |', 'COMMAND'],
  ['FR|', undefined],
  ['FROM a\nRUN <<E\nx |', undefined],
] as const)
  test(`helps with ${JSON.stringify(marked)}`, async () => {
    assert.equal(await activePart(marked), part);
  });
