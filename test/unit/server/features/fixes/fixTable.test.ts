import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { ClientCapabilities, CodeAction, Diagnostic } from 'vscode-languageserver/node';
import { DOCKERFILE_FIX_TABLE } from '../../../../../server/dockerfile/fixTable';
import { FIX_TABLE } from '../../../../../server/features/fixes/fixTable';
import { CODES } from '../../../../../spec/codes';
import type { HostFacts } from '../../../../../spec/host/HostFacts';
import { hostFacts } from '../../../spec/host/fixture';
import { appliedTo } from '../../support';
import { TestClient } from '../../TestClient';
import type { ClientOptions } from '../../TestClient';
import type { Catalog } from '../../../../../server/images/Registries';
import { factsOfExample } from '../../../docs/examples/registry';

type Files = Record<string, string>;

/** The example on the page of a code. */
function exampleOf(code: string): Files {
  const page = readFileSync(join(__dirname, '../../../../../docs/diagnostics', `${code}.md`), 'utf8');
  const [, after = ''] = page.split('\n## Example\n');
  const blocks = [...(after.split('\n## ', 1)[0] ?? '').matchAll(/```\w+ ?(\S*)\n([^]*?)```/g)];
  return Object.fromEntries(blocks.map(([, name, text]) => [`/p/${name === '' ? 'compose.yaml' : (name ?? '')}`, text ?? '']));
}

const VERSION_2: HostFacts['cgroup'] = {
  layout: 'v2',
  controllers: { memory: { version: 2, mountPoint: '/sys/fs/cgroup', path: '/', writable: true } },
};
const HOSTS: Readonly<Record<string, Partial<HostFacts>>> = {
  'host-cgroup-version': { cgroup: VERSION_2 },
  'host-limit-missing': { cgroup: { ...hostFacts().cgroup, files: { memory: ['memory.limit_in_bytes'] } } },
};
const CAPABILITIES: ClientCapabilities = {
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
};

/** A registry that says of images what that of the examples does, and an editor that lets it be asked. */
function asRegistry(code: string): ClientOptions {
  const catalog: Catalog = {
    allows: () => true,
    tags: () => Promise.resolve({ tags: [], isComplete: true }),
    facts: (reference) => Promise.resolve(factsOfExample(reference)),
    vulnerable: () => Promise.resolve([]),
  };
  const capabilities = { workspace: { ...CAPABILITIES.workspace, configuration: true } };
  return { catalog, capabilities, settings: { severity: { [code]: 'warning' } } };
}

/** What is found once registries were asked: it is sent after the rest. */
async function openedLater(client: TestClient, text: string, uri: string): Promise<Diagnostic[]> {
  await client.initialized;
  await client.notify('initialized', {});
  await client.configured;
  await setImmediate();
  await client.open(text, uri);
  return client.nextDiagnostics(uri);
}

async function withFiles<T>(
  code: string,
  files: Files,
  query: (client: TestClient, uri: string, found: Diagnostic[]) => Promise<T>,
): Promise<T> {
  const path = ['/p/compose.yaml', '/p/config.json'].find((one) => one in files) ?? '/p/Dockerfile';
  const uri = `file://${path}`;
  const ofRegistry = code.startsWith('registry-') ? asRegistry(code) : {};
  const client = new TestClient({ files, host: hostFacts(HOSTS[code]), capabilities: CAPABILITIES, ...ofRegistry });
  try {
    const found = await (ofRegistry.catalog ? openedLater(client, files[path] ?? '', uri) : client.open(files[path] ?? '', uri));
    return await query(client, uri, found);
  } finally {
    await client.close();
  }
}

const countOf = (code: string, found: readonly Diagnostic[]): number => found.filter((one) => one.code === code).length;

function fixesOf(code: string, files: Files): Promise<{ fixes: CodeAction[]; count: number }> {
  return withFiles(code, files, async (client, uri, found) => {
    const range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
    const context = { diagnostics: [], only: ['quickfix'] };
    const actions = await client.ask<CodeAction[]>('textDocument/codeAction', { range, context }, uri);
    const own = actions.filter(({ title, diagnostics }) => diagnostics?.[0]?.code === code && !title.startsWith('Ignore '));
    return { fixes: own, count: countOf(code, found) };
  });
}

const DECISIONS = { ...FIX_TABLE, ...DOCKERFILE_FIX_TABLE };

/** A value has to be filled in by hand. */
const FILLED_IN_BY_HAND = new Set<string>(['variable-required']);

test('says of each code how it is fixed, or why it is not', () => {
  assert.deepEqual(Object.keys(DECISIONS).sort(), [...CODES].sort());
});

for (const code of CODES) {
  if (typeof DECISIONS[code] === 'string' || FILLED_IN_BY_HAND.has(code)) continue;
  test(`each fix of ${code} takes the problem of its example away`, async () => {
    const files = exampleOf(code);
    const { fixes, count } = await fixesOf(code, files);
    assert.ok(fixes.length > 0, `no fix among ${count} problems`);
    for (const { title, edit } of fixes) {
      const after = appliedTo(files, edit ?? {});
      const left = await withFiles(code, after, (_client, _uri, found) => Promise.resolve(countOf(code, found)));
      assert.ok(left < count, `${title}:\n${Object.values(after).join('---\n')}`);
    }
  });
}
