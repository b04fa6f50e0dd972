import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { RegistryClient } from '../../../registry/RegistryClient';
import type { RegistryOptions } from '../../../registry/RegistryClient';
import { RegistryError } from '../../../registry/RegistryError';
import { BASIC, PASSWORD, PASSWORD_ACCESS, startTokenService, USER } from '../../support/registry/access';
import type { TokenService } from '../../support/registry/access';
import { pushImage } from '../../support/registry/pushImage';
import { startRegistry } from '../../support/registry/TestRegistry';
import type { Started } from '../../support/registry/TestRegistry';

const LOGIN: RegistryOptions['credentials'] = () => Promise.resolve({ user: USER, password: PASSWORD });
const client = (options: Partial<RegistryOptions> = {}): RegistryClient => new RegistryClient({ allows: () => true, ...options });
const fault =
  (expected: string) =>
  (error: unknown): boolean => {
    assert.ok(error instanceof RegistryError, String(error));
    assert.equal(error.fault, expected, error.message);
    return true;
  };

suite('a registry that is open to all', () => {
  let registry: Started;
  let digest = '';
  const of = (repository = 'me/app'): { host: string; repository: string } => ({ host: registry.host, repository });
  const tags = Array.from({ length: 1005 }, (_, index) => `1.0.${String(index)}`);

  before(async () => {
    registry = await startRegistry();
    const platforms = [{ architecture: 'amd64' }, { architecture: 'arm', variant: 'v7' }];
    digest = await pushImage({ host: registry.host, repository: 'me/app', tags: ['latest', '1.0'], platforms });
    await pushImage({ host: registry.host, repository: 'many', tags });
  });
  after(() => registry.stop());

  test('lists tags, over several pages', async () => {
    assert.deepEqual((await client().tags(of())).tags.sort(), ['1.0', 'latest']);
    const many = await client().tags(of('many'));
    assert.deepEqual([...many.tags].sort(), [...tags].sort());
    assert.equal(many.isComplete, true);
  });

  test('tells the digest of a tag, and reads manifest and config by digest', async () => {
    assert.equal(await client().digest(of(), '1.0'), digest);
    const index = await client().manifest(of(), digest);
    assert.equal(index.mediaType, 'application/vnd.oci.image.index.v1+json');
    const { manifests } = JSON.parse(Buffer.from(index.body).toString()) as { manifests: { digest: string }[] };
    const { body } = await client().manifest(of(), manifests[0]!.digest);
    const { config } = JSON.parse(Buffer.from(body).toString()) as { config: { digest: string } };
    const blob = await client().blob(of(), config.digest, 4096);
    assert.equal((JSON.parse(Buffer.from(blob).toString()) as { architecture: string }).architecture, 'amd64');
    await assert.rejects(client().blob(of(), config.digest, 10), fault('malformed'));
  });

  test('says what is not there', async () => {
    await assert.rejects(client().digest(of(), '2.0'), fault('missing'));
    await assert.rejects(client().tags(of('nobody/app')), fault('missing'));
  });

  test('asks nobody it may not ask', async () => {
    await assert.rejects(client({ allows: () => false }).tags(of()), fault('refused'));
  });

  test('stops when nobody waits any longer', async () => {
    await assert.rejects(client().tags(of('many'), AbortSignal.abort()), fault('aborted'));
  });
});

suite('a registry with passwords', () => {
  let registry: Started;
  const of = (): { host: string; repository: string } => ({ host: registry.host, repository: 'me/app' });
  before(async () => {
    registry = await startRegistry(PASSWORD_ACCESS);
    await pushImage({ host: registry.host, repository: 'me/app', tags: ['1'], authorization: BASIC });
  });
  after(() => registry.stop());

  test('answers who has a login, and nobody else', async () => {
    assert.deepEqual((await client({ credentials: LOGIN }).tags(of())).tags, ['1']);
    await assert.rejects(client().tags(of()), fault('denied'));
    const wrong = client({ credentials: () => Promise.resolve({ user: USER, password: 'no' }) });
    await assert.rejects(wrong.tags(of()), fault('denied'));
  });
});

suite('a registry with tokens', () => {
  let registry: Started;
  let tokens: TokenService;
  const of = (repository: string): { host: string; repository: string } => ({ host: registry.host, repository });
  before(async () => {
    tokens = await startTokenService();
    registry = await startRegistry(tokens.access);
    for (const repository of ['public/app', 'private/app']) {
      const authorization = `Bearer ${tokens.token(repository, ['pull', 'push'])}`;
      await pushImage({ host: registry.host, repository, tags: ['1'], authorization });
    }
  });
  after(async () => {
    tokens.stop();
    await registry.stop();
  });

  test('gives everybody a token for what is public, which is used again', async () => {
    const one = client();
    tokens.asked.length = 0;
    assert.deepEqual((await one.tags(of('public/app'))).tags, ['1']);
    await one.digest(of('public/app'), '1');
    assert.deepEqual(tokens.asked, [{ scope: 'repository:public/app:pull', authorization: undefined }]);
  });

  test('wants a login for what is not', async () => {
    await assert.rejects(client().tags(of('private/app')), fault('denied'));
    const one = client({ credentials: LOGIN });
    tokens.asked.length = 0;
    assert.deepEqual((await one.tags(of('private/app'))).tags, ['1']);
    assert.deepEqual(tokens.asked, [{ scope: 'repository:private/app:pull', authorization: BASIC }]);
  });
});
