import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompletionItem, Diagnostic, DocumentLink, Hover } from 'vscode-languageserver/node';
import { shownRange } from './support';
import { TestClient, URI } from './TestClient';

const PROFILE_URI = 'file:///project/seccomp.json';
const COMPOSE = 'services:\n  web:\n    image: x\n    security_opt:\n      - seccomp=seccomp.json\n';
const WRONG = `{
  "defaultAction": "SCMP_ACT_ALLOW",
  "syscalls": [{ "names": ["kexec_laod", ""], "action": "SCMP_ACT_ERRNO" }]
}
`;
const FILES = { '/project/seccomp.json': WRONG };

const shown = (found: Diagnostic[]): string[] =>
  found.filter(({ code }) => /seccomp/.test(String(code))).map(({ code, range }) => `${shownRange(range)} ${String(code)}`);

test('says of a service that its profile is wrong, until it is mended in the editor', async () => {
  const client = new TestClient({ files: FILES });
  assert.deepEqual(shown(await client.open(COMPOSE)), ['4:8-28 seccomp-profile-invalid']);
  const mended = client.nextDiagnostics(URI);
  const text = '{ "defaultAction": "SCMP_ACT_ALLOW" }\n';
  assert.deepEqual(await client.open(text, PROFILE_URI, 'json'), []);
  assert.deepEqual(shown(await mended), []);
  await client.close();
});

test('links to the profile', async () => {
  const client = new TestClient({ files: FILES });
  await client.open(COMPOSE);
  const links = await client.ask<DocumentLink[]>('textDocument/documentLink');
  assert.deepEqual(
    links.map(({ range, target }) => [shownRange(range), target]),
    [
      ['4:8-28', PROFILE_URI],
      ['2:11-12', 'https://hub.docker.com/_/x'],
    ],
  );
  await client.close();
});

test('checks, explains and completes a profile', async () => {
  const client = new TestClient();
  assert.deepEqual(shown(await client.open(WRONG, PROFILE_URI, 'json')), [
    '2:27-39 oci-seccomp-unknown',
    '2:41-43 oci-seccomp-unknown',
  ]);
  const hover = await client.at<Hover>('textDocument/hover', 1, 5, {}, PROFILE_URI);
  assert.match((hover.contents as { value: string }).value, /no rule names/);
  const items = await client.at<CompletionItem[]>('textDocument/completion', 2, 42, {}, PROFILE_URI);
  assert.ok(items.some(({ label }) => label === 'openat2'));
  await client.close();
});
