import assert from 'node:assert/strict';
import { after, before, mock, suite, test } from 'node:test';
import { ImageCatalog } from '../../../registry/ImageCatalog';
import { openCatalog } from '../../../registry/openCatalog';
import { RegistryClient } from '../../../registry/RegistryClient';
import { parsePlatform } from '../../../spec/image/platforms';
import { parseReference } from '../../../spec/words/imageReference';
import type { ImageReference } from '../../../spec/words/imageReference';
import { pushImage } from '../../support/registry/pushImage';
import { startRegistry } from '../../support/registry/TestRegistry';
import type { Started } from '../../support/registry/TestRegistry';

const catalog = (freshMs?: number): ImageCatalog =>
  new ImageCatalog(new RegistryClient({ allows: () => true }), freshMs === undefined ? {} : { freshMs });

const digestOf = async (from: ImageCatalog, reference: ImageReference): Promise<string | undefined> =>
  (await from.facts(reference, undefined, 'platforms')).digest;

suite('what a registry says of images', () => {
  let registry: Started;
  const reference = (rest: string) => parseReference(`${registry.host}/app${rest}`)!;
  const amd64 = parsePlatform('linux/amd64');
  const CREATED = '2024-05-06T07:08:09Z';
  const platforms = [{ architecture: 'amd64' }, { architecture: 'arm', variant: 'v7' }];

  before(async () => {
    registry = await startRegistry();
    const image = { host: registry.host, repository: 'app', created: CREATED };
    await pushImage({ ...image, tags: ['many', 'latest'], platforms });
    await pushImage({ ...image, tags: ['attested'], attested: [{ predicateType: 'https://spdx.dev/Document' }] });
    await pushImage({ ...image, tags: ['one'], platforms: [{ architecture: 'arm64' }] });
    await pushImage({ ...image, tags: ['reproducible'], created: '1970-01-01T00:00:00Z' });
  });
  after(() => registry.stop());

  test('of several for platforms, with the one that is wanted', async () => {
    const facts = await catalog().facts(reference(':many'), amd64, 'details');
    assert.deepEqual(facts.platforms, [
      { os: 'linux', architecture: 'amd64' },
      { os: 'linux', architecture: 'arm', variant: 'v7' },
    ]);
    assert.equal(facts.details?.created, Date.parse(CREATED));
    assert.ok(facts.details.size > 0);
    assert.match(facts.digest ?? '', /^sha256:/);
    assert.deepEqual(facts.tags?.tags, ['latest', 'attested', 'many', 'one', 'reproducible']);
  });

  test('of one, whose config tells what it is for', async () => {
    const facts = await catalog().facts(reference(':one'), amd64, 'platforms');
    assert.deepEqual(facts.platforms, [{ os: 'linux', architecture: 'arm64' }]);
  });

  test('of one with what the builder attested, which is no image for a platform', async () => {
    const facts = await catalog().facts(reference(':attested'), amd64, 'platforms');
    assert.deepEqual(facts.platforms, [{ os: 'linux', architecture: 'amd64' }]);
  });

  test('of one that was made to be the same at any time, not when', async () => {
    assert.equal((await catalog().facts(reference(':reproducible'), amd64, 'details')).details?.created, undefined);
  });

  test('of none', async () => {
    assert.equal((await catalog().facts(reference(':none'), amd64, 'details')).missing, 'image');
    assert.equal((await catalog().facts(reference(`@sha256:${'a'.repeat(64)}`), amd64, 'details')).missing, 'image');
    const nobody = parseReference(`${registry.host}/nobody:1`)!;
    assert.equal((await catalog().facts(nobody, amd64, 'details')).missing, 'repository');
  });

  test('a tag that moves is seen to move, once what is known is old', async () => {
    const [lasting, fresh] = [catalog(), catalog(0)];
    const tag = reference(':moving');
    await pushImage({ host: registry.host, repository: 'app', tags: ['moving'], content: 'one' });
    const before = await Promise.all([digestOf(lasting, tag), digestOf(fresh, tag)]);
    await pushImage({ host: registry.host, repository: 'app', tags: ['moving'], content: 'two' });
    assert.equal(await digestOf(lasting, tag), before[0]);
    assert.notEqual(await digestOf(fresh, tag), before[1]);
  });
});

suite('Docker Hub', () => {
  const asked: string[] = [];
  const MANIFEST = JSON.stringify({ schemaVersion: 2, manifests: [] });
  /** Answers as the published descriptions of its two APIs say: the service itself is not reached from tests. */
  const answerFor = (url: string, method: string): Response => {
    if (url.startsWith('https://hub.docker.com/v2/namespaces/library/repositories/nginx/tags/1.27'))
      return Response.json({ name: '1.27', tag_last_pushed: '2025-01-02T03:04:05.678901Z' });
    if (url.includes('/library/limited/')) {
      if (url.includes('/tags/list')) return Response.json({ tags: ['1.0.1', '1.0.2'] });
      if (method === 'GET') return new Response(null, { status: 429, headers: { 'retry-after': '60' } });
      return new Response(null, { headers: { 'docker-content-digest': `sha256:${'b'.repeat(64)}` } });
    }
    if (url.includes('/tags/list')) return Response.json({ name: 'library/nginx', tags: ['1.27'] });
    const headers = { 'content-type': 'application/vnd.oci.image.index.v1+json' };
    return url.includes('/manifests/')
      ? new Response(method === 'HEAD' ? null : MANIFEST, { headers })
      : new Response(null, { status: 404 });
  };
  before(() => {
    mock.method(globalThis, 'fetch', (url: URL, { method = 'GET' }: RequestInit) => {
      asked.push(`${method} ${url.href}`);
      return Promise.resolve(answerFor(url.href, method));
    });
  });
  after(() => mock.restoreAll());

  test('is asked over TLS at the address of its API, and tells when a tag was pushed', async () => {
    const facts = await catalog().facts(parseReference('nginx:1.27')!, parsePlatform('linux/amd64'), 'age');
    assert.equal(facts.pushed, Date.parse('2025-01-02T03:04:05.678Z'));
    assert.ok(asked.includes('GET https://registry-1.docker.io/v2/library/nginx/tags/list?n=1000'), asked.join('\n'));
    assert.ok(asked.every((one) => /^\w+ https:\/\/(registry-1\.docker\.io|hub\.docker\.com)\//.test(one)));
  });

  test('has had enough of pulls, which leaves what is known without them', async () => {
    const facts = await catalog().facts(parseReference('limited:1.0.1')!, parsePlatform('linux/amd64'), 'age');
    const { tags, ...rest } = facts;
    assert.deepEqual(rest, { digest: `sha256:${'b'.repeat(64)}`, newer: '1.0.2' });
    assert.equal(tags?.isComplete, true);
  });

  test('is asked only where that is allowed, and so is everybody else', async () => {
    const env = { DOCKER_CONFIG: '/nowhere' };
    const usual = openCatalog({ hosts: [], env });
    const chosen = openCatalog({ hosts: ['registry.example.org:5000', 'index.docker.io'], env });
    const verdicts = (of: ImageCatalog): boolean[] =>
      [
        'docker.io',
        'ghcr.io',
        'registry.example.org:5000',
        'Registry.Example.org:5000',
        'registry.example.org',
        'localhost:5000',
      ].map((host) => of.allows(host));
    assert.deepEqual(verdicts(usual), [true, true, false, false, false, false]);
    assert.deepEqual(verdicts(chosen), [true, false, true, true, false, false]);
    asked.length = 0;
    await assert.rejects(usual.tags(parseReference('evil.example.org/a')!), /none of the registries that may be asked/);
    assert.deepEqual(asked, []);
  });
});
