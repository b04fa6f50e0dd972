import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadProject } from '../../../../spec/compose/loadProject';
import { ProjectCache } from '../../../../spec/compose/ProjectCache';
import { parseDockerfile } from '../../../../spec/dockerfile/parse/parseDockerfile';
import { composeImages } from '../../../../spec/image/composeImages';
import { dockerfileImages } from '../../../../spec/image/dockerfileImages';
import { rangeOfPart } from '../../../../spec/image/ImageUse';
import type { ImageUse } from '../../../../spec/image/ImageUse';

function inCompose(text: string): ImageUse[] {
  const cache = new ProjectCache();
  loadProject(
    { files: ['/p/compose.yaml'], readFile: (path) => (path === '/p/compose.yaml' ? text : undefined), env: { V: '1.2' } },
    cache,
  );
  return composeImages(cache.trees.get('/p/compose.yaml'), '/p/compose.yaml', text);
}

const service = (...lines: string[]): string => `services:\n  web:\n${lines.map((line) => `    ${line}\n`).join('')}`;

/** What stands in the text for a part of a reference; in angle brackets when it stands for something else. */
function part(use: ImageUse, text: string, which: 'tag' | 'all'): string {
  const range = rangeOfPart(use, which);
  const written = text.slice(...use.placed.rangeOf(range));
  return use.placed.isWritten(range) ? written : `<${written}>`;
}

const COMPOSE: [rule: string, lines: string[], text: string, tag: string][] = [
  ['plain', ['image: nginx:1.27'], 'nginx:1.27', '1.27'],
  ['in quotes', ["image: 'nginx:1.27'"], 'nginx:1.27', '1.27'],
  ['with a comment behind', ['image: "nginx:1.27" # x'], 'nginx:1.27', '1.27'],
  ['with a variable in it', ['image: nginx:${V}-alpine'], 'nginx:1.2-alpine', '<${V}-alpine>'],
  ['with a variable for something else', ['image: ${R-ghcr.io}/me/app:1'], 'ghcr.io/me/app:1', '1'],
  ['in a block', ['image: >-', '  nginx:1.27'], 'nginx:1.27', '<>-\n      nginx:1.27\n>'],
];
for (const [rule, lines, expected, tag] of COMPOSE)
  test(`finds the image of a service, ${rule}`, () => {
    const text = service(...lines);
    const [use] = inCompose(text);
    assert.equal(use?.text, expected);
    assert.equal(part(use, text, 'tag'), tag);
  });

const NONE: [rule: string, lines: string[]][] = [
  ['that is built', ['image: nginx', 'build: .']],
  ['whose name has a variable without a value', ['image: nginx:${UNSET}']],
  ['that is none', ['image: "not an image"']],
];
for (const [rule, lines] of NONE) test(`finds no image ${rule}`, () => assert.deepEqual(inCompose(service(...lines)), []));

test('services that share a fragment name its image once', () => {
  const text = 'x-base: &base\n  image: nginx:1\nservices:\n  a: *base\n  b:\n    <<: *base\n';
  assert.equal(inCompose(text).length, 1);
});

const DOCKERFILE = `ARG V=1.27
ARG UNSET
FROM --platform=$BUILDPLATFORM nginx:\${V} AS base
FROM base
FROM --platform=linux/arm64 alpine:3.20
FROM --platform=$X "debian:12"
FROM debian:$UNSET
FROM scratch
COPY --from=base /a /b
COPY --from=busybox:1 /a /b
COPY --from=0 /a /b
COPY --from=files /a /b
RUN --mount=type=bind,from=golang:1.22,target=/x true
`;

test('finds the images of a Dockerfile, with what they are for', () => {
  const shown = dockerfileImages(parseDockerfile(DOCKERFILE)).map((use) => {
    const platform = use.isPlatformOpen ? '?' : (use.platform ?? 'host');
    return `${use.text} ${part(use, DOCKERFILE, 'tag')} ${platform}${use.mayBeContext ? ' or a context' : ''}`;
  });
  assert.deepEqual(shown, [
    'nginx:1.27 <nginx:${V}> host',
    'alpine:3.20 3.20 linux/arm64',
    'debian:12 <"debian:12"> ?',
    'busybox:1 1 ?',
    'files files ? or a context',
    'golang:1.22 1.22 ?',
  ]);
});
