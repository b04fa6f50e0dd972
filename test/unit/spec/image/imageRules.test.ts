import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadProject } from '../../../../spec/compose/loadProject';
import { ProjectCache } from '../../../../spec/compose/ProjectCache';
import { parseDockerfile } from '../../../../spec/dockerfile/parse/parseDockerfile';
import { composeImages } from '../../../../spec/image/composeImages';
import { dockerfileImages } from '../../../../spec/image/dockerfileImages';
import type { ImageFacts } from '../../../../spec/image/ImageFacts';
import { checkImages } from '../../../../spec/image/imageRules';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const AMD64 = [{ os: 'linux', architecture: 'amd64' }];
const ARM = [{ os: 'linux', architecture: 'arm', variant: 'v7' }];

interface Case {
  facts: ImageFacts;
  local?: string[];
  machine?: string;
}

/** `code severity 'marked text' > replacement` of each finding but the one about digests. */
function findings(text: string, { facts, local = [], machine = 'x86_64' }: Case): string[] {
  const path = '/p/compose.yaml';
  const cache = new ProjectCache();
  const isCompose = text.startsWith('services');
  if (isCompose) loadProject({ files: [path], readFile: (one) => (one === path ? text : undefined), env: { T: '1' } }, cache);
  const uses = isCompose ? composeImages(cache.trees.get(path), path, text) : dockerfileImages(parseDockerfile(text));
  return checkImages(uses, { factsOf: () => facts, local: new Set(local), machine }, path)
    .filter(({ code }) => code !== 'registry-not-pinned')
    .map(({ code, severity, range = [0, 0], replacement }) => {
      const fix = replacement === undefined ? '' : ` > ${replacement}`;
      return `${code.replace('registry-', '')} ${severity} '${text.slice(...range)}'${fix}`;
    });
}

const service = (...lines: string[]): string => `services:\n  web:\n${lines.map((line) => `    ${line}\n`).join('')}`;

const CASES: [rule: string, text: string, given: Case, expected: string[]][] = [
  [
    'a tag that is missing, with what was meant',
    service('image: app:1'),
    { facts: { missing: 'image', meant: '2' } },
    ["tag-unknown warning '1' > 2"],
  ],
  [
    'no latest where no tag is written',
    service('image: app'),
    { facts: { missing: 'image', meant: '2' } },
    ["tag-unknown warning 'app' > app:2"],
  ],
  [
    'no replacement of what a variable says',
    service('image: app:$T'),
    { facts: { missing: 'image', meant: '2' } },
    ["tag-unknown warning '$T'"],
  ],
  ['none for one the engine has', service('image: app'), { facts: { missing: 'image' }, local: ['app:latest'] }, []],
  ['none for what may be a context', 'FROM scratch\nCOPY --from=files / /\n', { facts: { missing: 'repository' } }, []],
  [
    'an image that is copied from',
    'FROM scratch\nCOPY --from=a/files:1 / /\n',
    { facts: { missing: 'image' } },
    ["tag-unknown warning '1'"],
  ],
  [
    'a digest that is missing',
    service(`image: app:1@${DIGEST}`),
    { facts: { missing: 'image' } },
    [`tag-unknown warning '${DIGEST}'`],
  ],
  ['a platform it is for', service('image: app'), { facts: { digest: DIGEST, platforms: AMD64 } }, []],
  [
    'a host it is not for',
    service('image: app:1'),
    { facts: { digest: DIGEST, platforms: ARM } },
    ["platform-missing warning 'app:1'"],
  ],
  [
    'a host it is not for, of a stage that may be for another one',
    'FROM app:1\n',
    { facts: { digest: DIGEST, platforms: ARM } },
    ["platform-missing information 'app:1'"],
  ],
  ['a host that is not known', service('image: app'), { facts: { digest: DIGEST, platforms: ARM }, machine: 'pdp11' }, []],
  ['a platform that a variable decides', 'FROM --platform=$P app\n', { facts: { digest: DIGEST, platforms: ARM } }, []],
  ['a platform that is asked for', 'FROM --platform=linux/arm/v7 app\n', { facts: { digest: DIGEST, platforms: ARM } }, []],
  ['a newer tag', service('image: app:1'), { facts: { digest: DIGEST, newer: '3' } }, ["tag-outdated information '1' > 3"]],
  ['a newer tag, but a digest', service(`image: app:1@${DIGEST}`), { facts: { digest: DIGEST, newer: '3' } }, []],
  [
    'what is vulnerable',
    service('image: app:1'),
    { facts: { digest: DIGEST, vulnerable: [{ name: 'x', version: '1', vulnerabilities: ['CVE-1'] }] } },
    ["vulnerable warning 'app:1'"],
  ],
];
for (const [rule, text, given, expected] of CASES) test(`finds ${rule}`, () => assert.deepEqual(findings(text, given), expected));
