import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction, CompletionItem, CompletionList, Diagnostic, Hover, InlayHint } from 'vscode-languageserver/node';
import { BASIC, PASSWORD_ACCESS } from '../support/registry/access';
import { pushImage } from '../support/registry/pushImage';
import { SilentHost } from '../support/registry/SilentHost';
import { startRegistry } from '../support/registry/TestRegistry';
import type { Started } from '../support/registry/TestRegistry';
import { until } from '../support/until';
import { SettingsClient } from './support/SettingsClient';
import type { EditorOptions } from './support/SettingsClient';

const COMPOSE = 'file:///project/compose.yaml';
const DOCKERFILE = 'file:///project/Dockerfile';
const PLATFORMS = [{ architecture: 'amd64' }, { architecture: 'arm64', variant: 'v8' }];
const TAGS = ['1.0.0', '1.0.2', '1.1.0-rc1', '2.0', 'edge', 'latest'];

let registry: Started;
let digest = '';
const image = (rest = ''): string => `${registry.host}/me/app${rest}`;
const service = (...lines: string[]): string => `services:\n  web:\n${lines.map((line) => `    ${line}\n`).join('')}`;

const codesOf = (found: readonly Diagnostic[]): unknown[] => found.map(({ code }) => code);
const textOf = ({ contents }: Hover): string => (contents as { value: string }).value;

/** An editor whose server may ask the registry of these tests, and no other. */
const editor = (settings: object = {}, more: object = {}): SettingsClient =>
  started({ settings: { registry: { hosts: [registry.host] }, ...settings }, ...more });

let clients: SettingsClient[] = [];
function started(options: EditorOptions): SettingsClient {
  const client = new SettingsClient(options);
  clients.push(client);
  return client;
}
afterEach(async () => {
  const ended = await Promise.all(clients.map((client) => client.close()));
  clients = [];
  assert.ok(
    ended.every((status) => status === 0),
    `ended with ${ended.join(', ')}`,
  );
});

before(async () => {
  registry = await startRegistry();
  const created = '2020-03-04T05:06:07Z';
  digest = await pushImage({ host: registry.host, repository: 'me/app', tags: TAGS, platforms: PLATFORMS, created });
});
after(() => registry.stop());

suite('completion', () => {
  const LABELS = ['latest', '2.0', '1.0.2', '1.0.0', '1.1.0-rc1', 'edge'];

  /** The list at the end of a line, once the registry has answered. */
  async function tagsAt(client: SettingsClient, uri: string, line: number, character: number): Promise<CompletionItem[]> {
    let found: CompletionList | undefined;
    await until(async () => {
      const list = await client.at<CompletionList | CompletionItem[]>('textDocument/completion', uri, line, character);
      found = Array.isArray(list) ? undefined : list;
      return found?.isIncomplete === false;
    });
    const items = (found?.items ?? []).filter(({ sortText }) => /^\d{4}/.test(sortText ?? ''));
    return items.sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
  }

  test('offers the tags of an image in a Compose file, the best first, and tells of one what it is', async () => {
    const client = editor();
    const text = service(`image: ${image(':')}`);
    await client.open(COMPOSE, text);
    const character = text.split('\n')[2]!.length;
    const items = await tagsAt(client, COMPOSE, 2, character);
    assert.deepEqual(
      items.map(({ label }) => label),
      LABELS,
    );
    const at = { line: 2, character };
    assert.deepEqual(items[2]?.textEdit, { range: { start: at, end: at }, newText: '1.0.2' });
    const resolved = await client.request<CompletionItem>('completionItem/resolve', items[2]);
    const { value } = resolved.documentation as { value: string };
    assert.match(value, new RegExp(digest));
    assert.match(value, /Platforms: linux\/amd64, linux\/arm64\/v8/);
    assert.match(value, /Created: 2020-03-04/);
  });

  test('offers those that go on from what is typed, in quotes, too', async () => {
    const client = editor();
    const text = service(`image: "${image(':1.0')}"`);
    await client.open(COMPOSE, text);
    const character = text.split('\n')[2]!.length - 1;
    const items = await tagsAt(client, COMPOSE, 2, character);
    assert.deepEqual(
      items.map(({ label }) => label),
      ['1.0.2', '1.0.0'],
    );
    const range = { start: { line: 2, character: character - 3 }, end: { line: 2, character } };
    assert.deepEqual(items[0]?.textEdit, { range, newText: '1.0.2' });
  });

  for (const [where, line] of [
    ['FROM', 'FROM '],
    ['COPY --from', 'COPY --from='],
    ['RUN --mount', 'RUN --mount=type=bind,from='],
  ] as const)
    test(`offers them in a Dockerfile behind ${where}`, async () => {
      const client = editor();
      const written = `${line}${image(':1')}`;
      await client.open(DOCKERFILE, `FROM scratch\n${written}\n`, 'dockerfile');
      const items = await tagsAt(client, DOCKERFILE, 1, written.length);
      assert.deepEqual(
        items.map(({ label }) => label),
        ['1.0.2', '1.0.0', '1.1.0-rc1'],
      );
      const range = { start: { line: 1, character: written.length - 1 }, end: { line: 1, character: written.length } };
      assert.deepEqual(items[0]?.textEdit, { range, newText: '1.0.2' });
      const resolved = await client.request<CompletionItem>('completionItem/resolve', items[0]);
      assert.match((resolved.documentation as { value: string }).value, /Digest: /);
    });
});

suite('hover and hints', () => {
  test('tells what an image is, in a Compose file, a Dockerfile, and a Dockerfile within a Compose file', async () => {
    const client = editor();
    const inline = `services:\n  web:\n    image: ${image(':1.0.2')}\n  api:\n    build:\n      dockerfile_inline: |\n        FROM ${image(':2.0')}\n`;
    await client.open(COMPOSE, inline);
    await client.open(DOCKERFILE, `FROM ${image()}\nCOPY --from=${image(':edge')} /a /b\n`, 'dockerfile');
    for (const [uri, line, character, name] of [
      [COMPOSE, 2, 14, image(':1.0.2')],
      [COMPOSE, 6, 16, image(':2.0')],
      [DOCKERFILE, 0, 8, image(':latest')],
      [DOCKERFILE, 1, 16, image(':edge')],
    ] as const) {
      let text = '';
      await until(async () => {
        const hover = await client.at<Hover | null>('textDocument/hover', uri, line, character);
        text = hover ? textOf(hover) : '';
        return text.includes('Digest');
      });
      assert.ok(text.includes(`**${name}**`), text);
      assert.ok(text.includes(digest), text);
      assert.match(text, /Platforms: linux\/amd64, linux\/arm64\/v8[^]*Created: 2020-03-04[^]*Download: \d+ bytes for linux/);
    }
  });

  test('shows behind an image when it was made, and leaves that when it is not wanted', async () => {
    const client = editor();
    await client.open(COMPOSE, service(`image: ${image(':2.0')}`));
    await client.open(DOCKERFILE, `FROM ${image(':1.0.2')}\n`, 'dockerfile');
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const hintsAt = (uri: string): Promise<InlayHint[] | null> => client.ask('textDocument/inlayHint', uri, { range });
    for (const uri of [COMPOSE, DOCKERFILE]) {
      await until(async () => ((await hintsAt(uri)) ?? []).length > 0);
      const [hint] = (await hintsAt(uri)) ?? [];
      assert.match(hint?.label as string, /^created \d+ years ago$/);
      assert.ok((hint?.tooltip as string).includes(digest));
    }
    await until(() => client.refreshes.includes('workspace/inlayHint/refresh'));
    await client.configure({ registry: { hosts: [registry.host], showPushed: false } });
    await until(async () => ((await hintsAt(COMPOSE)) ?? []).length === 0);
  });
});

suite('diagnostics', () => {
  /** What is found in a text, and the text after the first quick fix for a code. */
  async function fixed(
    text: string,
    code: string,
    settings: object = {},
  ): Promise<{ found: Diagnostic; title: string; text: string }> {
    const client = editor(settings);
    const isDockerfile = !text.startsWith('services');
    const uri = isDockerfile ? DOCKERFILE : COMPOSE;
    await client.open(uri, text, isDockerfile ? 'dockerfile' : 'dockercompose');
    const all = await client.diagnosed(uri, (some) => codesOf(some).includes(code));
    const found = all.find((one) => one.code === code)!;
    const parameters = { range: found.range, context: { diagnostics: [found] } };
    const actions = await client.ask<CodeAction[]>('textDocument/codeAction', uri, parameters);
    const action = actions.find(({ diagnostics }) => diagnostics?.[0]?.code === code)!;
    const after = TextDocument.applyEdits(TextDocument.create(uri, '', 0, text), action.edit?.changes?.[uri] ?? []);
    return { found, title: action.title, text: after };
  }

  test('a tag that is not there', async () => {
    const { found, title, text } = await fixed(service(`image: '${image(':1.0.3')}'`), 'registry-tag-unknown');
    assert.equal(found.message, `${image()} has no tag '1.0.3'; did you mean 1.0.2?`);
    assert.equal(found.severity, 2);
    assert.equal(title, 'Use tag 1.0.2');
    assert.equal(text, service(`image: '${image(':1.0.2')}'`));
  });

  test('a newer tag of the same line', async () => {
    const { found, title, text } = await fixed(`FROM ${image(':1.0.0')} AS base\n`, 'registry-tag-outdated');
    assert.equal(found.severity, 3);
    assert.equal(title, 'Use tag 1.0.2');
    assert.equal(text, `FROM ${image(':1.0.2')} AS base\n`);
  });

  test('one in a Dockerfile within a Compose file', async () => {
    const inline = (tag: string): string =>
      `services:\n  web:\n    build:\n      dockerfile_inline: |\n        FROM ${image(`:${tag}`)}\n        RUN true\n`;
    assert.equal((await fixed(inline('1.0.0'), 'registry-tag-outdated')).text, inline('1.0.2'));
  });

  test('no digest, where that is asked for', async () => {
    const settings = { diagnostics: { severity: { 'registry-not-pinned': 'information' } } };
    const { title, text } = await fixed(service(`image: ${image(':2.0')}`), 'registry-not-pinned', settings);
    assert.equal(title, `Pin to ${digest.slice(0, 19)}…`);
    assert.equal(text, service(`image: ${image(`:2.0@${digest}`)}`));
  });

  for (const [uri, before, line] of [
    [COMPOSE, 'services:\n  web:\n    image: ', 2],
    [DOCKERFILE, 'FROM ', 0],
  ] as const)
    test(`no digest, which can be put there without being told of it: in ${uri}`, async () => {
      const client = editor();
      const text = `${before}${image(':2.0')}\n`;
      await client.open(uri, text, uri === DOCKERFILE ? 'dockerfile' : 'dockercompose');
      const at = { line, character: 16 };
      let action: CodeAction | undefined;
      await until(async () => {
        const parameters = { range: { start: at, end: at }, context: { diagnostics: [], only: ['refactor.rewrite'] } };
        const actions = await client.ask<CodeAction[]>('textDocument/codeAction', uri, parameters);
        action = actions.find(({ title }) => title.startsWith('Pin to '));
        return action !== undefined;
      });
      const edits = action?.edit?.changes?.[uri] ?? [];
      assert.equal(
        TextDocument.applyEdits(TextDocument.create(uri, '', 0, text), edits),
        `${before}${image(':2.0')}@${digest}\n`,
      );
    });

  test('a platform the image is not for, and a repository that is not there', async () => {
    const client = editor();
    await client.open(COMPOSE, service(`image: ${image(':2.0')}`, 'platform: linux/s390x'));
    const [found] = await client.diagnosed(COMPOSE, (some) => codesOf(some).includes('registry-platform-missing'));
    assert.ok(found);
    await client.replace(COMPOSE, service(`image: ${registry.host}/nobody/nothing`));
    const all = await client.diagnosed(COMPOSE, (some) => codesOf(some).includes('registry-tag-unknown'));
    assert.ok(!codesOf(all).includes('registry-platform-missing'));
    assert.match(all.find(({ code }) => code === 'registry-tag-unknown')?.message ?? '', /has no repository nobody\/nothing/);
  });

  test('none for an image that is built, never pulled, pinned, or silenced', async () => {
    const client = editor();
    const services = [
      `  a:\n    image: ${image(':9')}\n    build: .\n`,
      `  b:\n    image: ${image(':9')}\n    pull_policy: never\n`,
      `  c:\n    image: ${image(`:1.0.0@${digest}`)}\n`,
      `  d:\n    image: ${image(':9')} # bulkhead-ignore registry-tag-unknown\n`,
      `  e:\n    image: ${image(':8')}\n`,
    ];
    await client.open(COMPOSE, `services:\n${services.join('')}`);
    const found = await client.diagnosed(COMPOSE, (some) => some.some(({ message }) => message.includes("'8'")));
    const ofRegistry = found.filter(({ code }) => String(code).startsWith('registry-'));
    assert.deepEqual(
      ofRegistry.map(({ range }) => range.start.line),
      [12],
    );
  });

  test('for an editor that asks, which is told to ask again', async () => {
    const client = editor({}, { pullsDiagnostics: true });
    await client.open(COMPOSE, service(`image: ${image(':1.0.0')}`));
    await until(() => client.refreshes.includes('workspace/diagnostic/refresh'));
    await until(async () => {
      const { items } = await client.ask<{ items: Diagnostic[] }>('textDocument/diagnostic', COMPOSE);
      return codesOf(items).includes('registry-tag-outdated');
    });
  });
});

suite('who is asked', () => {
  const QUIET_MS = 2500;
  let silent: SilentHost;
  before(async () => (silent = await SilentHost.start()));
  after(() => silent.stop());
  const faulty = (): string => service(`image: ${silent.host}/app:1`, 'mem_limt: 1g');

  test('a registry that does not answer holds up nothing else', async () => {
    const client = started({ settings: { registry: { hosts: [silent.host, registry.host] } } });
    await client.open(COMPOSE, `${faulty()}  api:\n    image: ${image(':1.0.0')}\n`);
    await client.diagnosed(COMPOSE, (some) => codesOf(some).includes('key-unknown'));
    // It is being asked, and the other one has answered.
    await until(() => silent.connections > 0);
    await client.diagnosed(COMPOSE, (some) => codesOf(some).includes('registry-tag-outdated'));
    const [hover, list] = await Promise.all([
      client.at<Hover | null>('textDocument/hover', COMPOSE, 2, 14),
      client.at<CompletionList>('textDocument/completion', COMPOSE, 2, `    image: ${silent.host}/app:`.length),
    ]);
    assert.match(textOf(hover!), /^\*\*image\*\*/);
    assert.equal(list.isIncomplete, true);
  });

  for (const [who, registrySettings] of [
    ['nobody when it is switched off', (): object => ({ enabled: false, hosts: [silent.host] })],
    ['no host that the user did not name', (): object => ({})],
    ['no host but those the user named', (): object => ({ hosts: [registry.host] })],
  ] as const)
    test(who, async () => {
      const client = started({ settings: { registry: registrySettings() } });
      const before = silent.connections;
      await client.open(COMPOSE, faulty());
      await client.open(DOCKERFILE, `FROM ${silent.host}/app:1\n`, 'dockerfile');
      await client.diagnosed(COMPOSE, (some) => codesOf(some).includes('key-unknown'));
      const hover = await client.at<Hover | null>('textDocument/hover', COMPOSE, 2, 14);
      const isOff = who.includes('off');
      if (isOff) assert.match(textOf(hover!), /^\*\*image\*\*/);
      else assert.match(textOf(hover!), /is not asked: it is none of `bulkhead\.registry\.hosts`/);
      await client.at('textDocument/completion', COMPOSE, 2, `    image: ${silent.host}/app:`.length);
      // Longer than it waits before it would ask.
      await sleep(QUIET_MS);
      assert.equal(silent.connections, before);
    });

  test('a host the user is logged in to, with the login', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bulkhead-docker-'));
    const closed = await startRegistry(PASSWORD_ACCESS);
    try {
      await pushImage({ host: closed.host, repository: 'app', tags: ['1.0.0', '1.0.1'], authorization: BASIC });
      writeFileSync(
        join(folder, 'config.json'),
        JSON.stringify({ auths: { [closed.host]: { auth: BASIC.slice('Basic '.length) } } }),
      );
      const client = started({ env: { DOCKER_CONFIG: folder } });
      await client.open(COMPOSE, service(`image: ${closed.host}/app:1.0.0`));
      await client.diagnosed(COMPOSE, (some) => codesOf(some).includes('registry-tag-outdated'));
    } finally {
      await closed.stop();
      rmSync(folder, { recursive: true });
    }
  });

  test('nobody any longer once it is switched off, and what was said of images is taken back', async () => {
    const client = editor();
    await client.open(COMPOSE, service(`image: ${image(':1.0.0')}`, 'mem_limt: 1g'));
    await client.diagnosed(COMPOSE, (some) => codesOf(some).includes('registry-tag-outdated'));
    await client.configure({ registry: { enabled: false, hosts: [registry.host] } });
    const found = await client.diagnosed(COMPOSE, (some) => !codesOf(some).includes('registry-tag-outdated'));
    assert.ok(codesOf(found).includes('key-unknown'));
  });
});
