import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { Diagnostic } from 'vscode-languageserver/node';
import type { Catalog } from '../../../server/images/Registries';
import { readRegistrySettings } from '../../../server/images/settings';
import { typedTag } from '../../../server/images/tagOffer';
import { ageText } from '../../../server/images/ageText';
import { factsOfExample } from '../docs/examples/registry';
import { until } from '../../support/until';
import { TestClient, URI } from './TestClient';
import type { ClientOptions } from './TestClient';

const TYPED: [text: string, repository: string | undefined, tag?: string][] = [
  ['nginx:', 'library/nginx', ''],
  ['nginx:1.2', 'library/nginx', '1.2'],
  ['ghcr.io/me/app:v', 'me/app', 'v'],
  ['localhost:5000/app:1', 'app', '1'],
  // Hosts whose port is being typed are nobody else's business.
  ['registry.internal:50', undefined],
  ['localhost:5', undefined],
  ['nginx', undefined],
  ['nginx:1@sha256:', undefined],
  ['$IMAGE:1', undefined],
  ['', undefined],
];
for (const [text, repository, tag] of TYPED)
  test(`'${text}' is ${repository === undefined ? 'no tag that is typed' : `a tag of ${repository}`}`, () => {
    const found = typedTag(text);
    assert.equal(found?.reference.repository, repository);
    assert.equal(found?.typed, tag);
  });

const DAY = 24 * 60 * 60_000;
for (const [days, text] of [
  [0.5, 'today'],
  [1.5, '1 day ago'],
  [2, '2 days ago'],
  [59, '59 days ago'],
  [70, '2 months ago'],
  [800, '2 years ago'],
  [-3, 'today'],
] as const)
  test(`${days} days are '${text}'`, () => assert.equal(ageText(-days * DAY, 0), text));

test('settings that are none of ours, or of another type, are the usual ones', () => {
  const usual = { isEnabled: true, hosts: [], showsPushed: true, asksVulnerabilities: false };
  for (const given of [undefined, null, 7, [], { hosts: 'x', vulnerabilities: 'yes' }])
    assert.deepEqual(readRegistrySettings(given), usual);
  const given = { enabled: false, hosts: ['a', 7, 'b'], showPushed: false, vulnerabilities: true };
  const expected = { isEnabled: false, hosts: ['a', 'b'], showsPushed: false, asksVulnerabilities: true };
  assert.deepEqual(readRegistrySettings(given), expected);
});

const OPENSSL = { name: 'openssl', version: '3', vulnerabilities: ['CVE-1'] };

/** A registry in memory that counts what it is asked. */
class CountingCatalog implements Catalog {
  asked: string[] = [];
  allows = (): boolean => true;
  tags: Catalog['tags'] = () => {
    this.asked.push('tags');
    return Promise.resolve({ tags: ['1'], isComplete: true });
  };
  facts: Catalog['facts'] = ({ repository, tag }) => {
    this.asked.push(`facts ${repository}:${tag ?? ''}`);
    return Promise.resolve(factsOfExample({ host: 'docker.io', repository, tag, digest: undefined }));
  };
  vulnerable: Catalog['vulnerable'] = () => {
    this.asked.push('vulnerable');
    return Promise.resolve([OPENSSL]);
  };
}

const TEXT = 'services:\n  web:\n    image: nginx:1.27.3\n';

async function opened(options: ClientOptions): Promise<{ client: TestClient; shown: () => readonly Diagnostic[] }> {
  const client = new TestClient(options);
  let last: readonly Diagnostic[] = [];
  await client.initialized;
  await client.notify('initialized', {});
  if (options.capabilities?.workspace?.configuration) await client.configured;
  await setImmediate();
  await client.open(TEXT);
  const follow = async (): Promise<void> => {
    for (;;) last = await client.nextDiagnostics(URI);
  };
  void follow();
  return { client, shown: () => last };
}
const CONFIGURED = { capabilities: { workspace: { configuration: true } } };
/** Longer than the server waits before it asks. */
const LONGER_MS = 1200;

test('says of vulnerabilities when that is asked for, and only then', async () => {
  const catalog = new CountingCatalog();
  const { client, shown } = await opened({ ...CONFIGURED, catalog, registrySettings: { vulnerabilities: true } });
  await until(() => shown().some(({ code }) => code === 'registry-vulnerable'));
  await client.close();
  const other = new CountingCatalog();
  const plain = await opened({ ...CONFIGURED, catalog: other, registrySettings: {} });
  await until(() => other.asked.length > 0);
  await new Promise((resolve) => setTimeout(resolve, LONGER_MS));
  assert.deepEqual(other.asked, ['facts library/nginx:1.27.3']);
  await plain.client.close();
});

test('asks for nothing on behalf of an editor that tells nothing of settings', async () => {
  const catalog = new CountingCatalog();
  const { client } = await opened({ catalog });
  await new Promise((resolve) => setTimeout(resolve, LONGER_MS));
  await client.completion(2, 'image: nginx:'.length + 4);
  await client.hover(2, 14);
  assert.deepEqual(catalog.asked, []);
  // Until it does.
  await client.notify('workspace/didChangeConfiguration', { settings: { bulkhead: { registry: {} } } });
  await until(() => catalog.asked.length > 0);
  await client.close();
});

test('asks only for what is left when somebody has stopped typing', async () => {
  const catalog = new CountingCatalog();
  const { client } = await opened({ ...CONFIGURED, catalog, registrySettings: {} });
  for (const letter of '-alpine') {
    await client.insert(2, '    image: nginx:1.27.3'.length, letter);
  }
  await until(() => catalog.asked.length > 0);
  await new Promise((resolve) => setTimeout(resolve, LONGER_MS));
  assert.equal(catalog.asked.length, 1);
  await client.close();
});
