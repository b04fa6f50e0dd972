import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver/node';
import { hostFacts } from '../spec/host/fixture';
import { TestClient, URI } from './TestClient';
import type { ClientOptions } from './TestClient';

const FAULTY = 'services:\n  web:\n    image: x\n    mem_limt: 64m\n';

async function codes(text: string, options?: ClientOptions): Promise<unknown[]> {
  const client = new TestClient(options);
  try {
    return (await client.open(text)).map(({ code, severity }) => `${String(code)} ${severity ?? 0}`);
  } finally {
    await client.close();
  }
}

const withComments = (above: string, behind: string): string =>
  `services:\n  web:\n    image: x\n${above}    mem_limt: 64m${behind}\n    tty: maybe\n`;

const COMMENTS: [rule: string, text: string, expected: string[]][] = [
  ['silences a code on its line', withComments('', ' # bulkhead-ignore key-unknown'), ['value-invalid 1']],
  ['silences a code from the line above', withComments('    # bulkhead-ignore key-unknown\n', ''), ['value-invalid 1']],
  ['silences several codes', withComments('', ' # bulkhead-ignore value-invalid, key-unknown'), ['value-invalid 1']],
  ['does not silence other codes', withComments('', ' # bulkhead-ignore key-missing'), ['key-unknown 1', 'value-invalid 1']],
  [
    'does not reach from the end of one line to the next',
    'services:\n  web:\n    image: x # bulkhead-ignore key-unknown\n    mem_limt: 64m\n',
    ['key-unknown 1'],
  ],
];
for (const [rule, text, expected] of COMMENTS) test(rule, async () => assert.deepEqual(await codes(text), expected));

test('links each code to its page', async () => {
  const client = new TestClient({ docs: 'file:///docs' });
  const [found] = await client.open(FAULTY);
  assert.equal(found?.codeDescription?.href, 'file:///docs/key-unknown.md');
  await client.close();
});

async function pull(options: ClientOptions, text = FAULTY): Promise<Diagnostic[]> {
  const client = new TestClient({ ...options, capabilities: { ...options.capabilities, textDocument: { diagnostic: {} } } });
  try {
    const { capabilities } = await client.initialized;
    assert.deepEqual(capabilities.diagnosticProvider, { interFileDependencies: true, workspaceDiagnostics: true });
    await client.notify('initialized', {});
    await client.notify('textDocument/didOpen', { textDocument: { uri: URI, languageId: 'yaml', version: 1, text } });
    if (options.settings !== undefined) {
      await client.configured;
      await setImmediate();
    }
    const report = await client.ask<DocumentDiagnosticReport>('textDocument/diagnostic');
    return report.kind === 'full' ? report.items : [];
  } finally {
    await client.close();
  }
}

test('answers a client that asks for diagnostics', async () => {
  assert.deepEqual(
    (await pull({})).map(({ code }) => code),
    ['key-unknown'],
  );
});

test('takes severities from the settings of the client', async () => {
  const severity = { 'key-unknown': 'information', 'no-such-code': 'off' };
  const found = await pull({ settings: { severity }, capabilities: { workspace: { configuration: true } } });
  assert.deepEqual(
    found.map((one) => one.severity),
    [3],
  );
  assert.deepEqual(
    await pull({ settings: { severity: { 'key-unknown': 'off' } }, capabilities: { workspace: { configuration: true } } }),
    [],
  );
});

test('compares with the machine whose profile the settings name, and not with this one and its disk', async () => {
  const text = 'services:\n  web:\n    image: x\n    mem_limit: 4g\n    volumes: [/nowhere:/data]\n';
  const there = hostFacts({ memory: { total: 1024 ** 3, swapTotal: 0 } });
  const options: ClientOptions = {
    host: hostFacts(),
    kindOf: () => undefined,
    folders: ['file:///project'],
    files: { '/project/server.json': JSON.stringify({ facts: there }) },
    capabilities: { workspace: { configuration: true, workspaceFolders: true } },
  };
  const codesFor = async (settings: object): Promise<unknown[]> =>
    (await pull({ ...options, settings }, text)).map(({ code }) => code);
  assert.deepEqual(await codesFor({}), ['host-path-missing']);
  assert.deepEqual(await codesFor({ hostProfile: 'server.json' }), ['host-memory']);
});
