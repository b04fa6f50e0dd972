import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imagePage } from '../../../../spec/words/imagePage';

const PAGES: [reference: string, page: string | undefined][] = [
  ['nginx', 'https://hub.docker.com/_/nginx'],
  ['nginx:1.27-alpine', 'https://hub.docker.com/_/nginx'],
  ['library/nginx', 'https://hub.docker.com/_/nginx'],
  ['docker.io/nginx', 'https://hub.docker.com/_/nginx'],
  ['index.docker.io/me/app:2', 'https://hub.docker.com/r/me/app'],
  ['me/app', 'https://hub.docker.com/r/me/app'],
  [`me/app@sha256:${'0'.repeat(64)}`, 'https://hub.docker.com/r/me/app'],
  ['quay.io/team/app:1', 'https://quay.io/repository/team/app'],
  ['ghcr.io/team/app/part:1', 'https://ghcr.io/team/app/part'],
  ['registry.example/team/app', undefined],
  ['localhost:5000/app', undefined],
  ['bulkhead.local/host', undefined],
  ['constructor.x/app', undefined],
  ['Upper', undefined],
  ['', undefined],
];
for (const [reference, page] of PAGES)
  test(`the page of '${reference.slice(0, 30)}' is ${page ?? 'none'}`, () => assert.equal(imagePage(reference), page));
