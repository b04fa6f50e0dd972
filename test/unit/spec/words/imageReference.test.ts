import assert from 'node:assert/strict';
import { test } from 'node:test';
import { familiarName, parseReference } from '../../../../spec/words/imageReference';

const DIGEST = `sha256:${'a'.repeat(64)}`;

const REFERENCES: [text: string, host: string, repository: string, tag: string | undefined, familiar: string][] = [
  ['nginx', 'docker.io', 'library/nginx', undefined, 'nginx:latest'],
  ['nginx:1.27', 'docker.io', 'library/nginx', '1.27', 'nginx:1.27'],
  ['docker.io/nginx', 'docker.io', 'library/nginx', undefined, 'nginx:latest'],
  ['index.docker.io/library/nginx:1', 'docker.io', 'library/nginx', '1', 'nginx:1'],
  ['registry-1.docker.io/me/app', 'docker.io', 'me/app', undefined, 'me/app:latest'],
  ['library/nested/app', 'docker.io', 'library/nested/app', undefined, 'library/nested/app:latest'],
  ['ghcr.io/me/app:v1', 'ghcr.io', 'me/app', 'v1', 'ghcr.io/me/app:v1'],
  ['localhost/app', 'localhost', 'app', undefined, 'localhost/app:latest'],
  ['localhost:5000/app:1', 'localhost:5000', 'app', '1', 'localhost:5000/app:1'],
  ['[::1]:5000/app', '[::1]:5000', 'app', undefined, '[::1]:5000/app:latest'],
];
for (const [text, host, repository, tag, familiar] of REFERENCES)
  test(`${text} is ${repository} of ${host}`, () => {
    const reference = parseReference(text);
    assert.deepEqual(reference, { host, repository, tag, digest: undefined });
    assert.equal(familiarName(reference), familiar);
  });

test('a digest stands for itself, with or without a tag', () => {
  assert.deepEqual(parseReference(`nginx@${DIGEST}`)?.digest, DIGEST);
  assert.equal(familiarName(parseReference(`nginx@${DIGEST}`)!), `nginx@${DIGEST}`);
  assert.equal(familiarName(parseReference(`docker.io/library/nginx:1@${DIGEST}`)!), `nginx:1@${DIGEST}`);
});

for (const text of ['', 'A', 'a b', '../x', 'a:', 'a@sha256:1', 'a/../b', 'a?x', 'http://a/b', `a:${'b'.repeat(129)}`, '$A'])
  test(`'${text.slice(0, 30)}' is no reference`, () => assert.equal(parseReference(text), undefined));
