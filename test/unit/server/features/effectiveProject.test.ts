import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EffectiveProject } from '../../../../spec/requests';
import { TestClient } from '../TestClient';
import type { ClientOptions } from '../TestClient';

async function effective(text: string, options: ClientOptions = {}, name = 'compose.yaml'): Promise<EffectiveProject | null> {
  const uri = `file:///project/${name}`;
  const client = new TestClient(options);
  try {
    await client.open(text, uri);
    return await client.ask('bulkhead/effectiveProject', {}, uri);
  } finally {
    await client.close();
  }
}

const BASE = `x-log: &log { driver: local }
services:
  web:
    image: "x:\${TAG:-1}"
    logging: *log
    ports: ["80:80"]
    environment: [A=1, B]
    command: echo $$HOME
  old: { image: w }
`;
const OVERRIDE = 'services:\n  web:\n    environment: { A: "2" }\n  more:\n    image: z\n    tty: true\n';
const POSSIBLE = ['.env', 'compose.override.yml', 'docker-compose.override.yml', 'docker-compose.override.yaml'].map(
  (name) => `/project/${name}`,
);
const FILES = { '/project/compose.yaml': BASE, '/project/.env': 'TAG=7\n' };

test('shows the files merged, with variables filled in, and says where overridden values come from', async () => {
  const found = await effective(OVERRIDE, { files: FILES }, 'compose.override.yaml');
  assert.equal(
    found?.text,
    `# compose.yaml + compose.override.yaml
name: project
x-log:
  driver: local
services:
  web:
    image: x:7
    logging:
      driver: local
    ports:
      - "80:80"
    environment:
      A: "2" # compose.override.yaml
      B:
    command: echo $$HOME
  old:
    image: w
  more: # compose.override.yaml
    image: z
    tty: true
`,
  );
  assert.deepEqual(found.files, ['/project/compose.yaml', '/project/compose.override.yaml', ...POSSIBLE]);
});

test('shows the main file with the override beside it, and follows an override that comes into being', async () => {
  const files = { '/project/compose.override.yml': 'services: { web: { image: "x:2" } }\n' };
  const found = await effective('services: { web: { image: "x:1", tty: true } }\n', { files });
  assert.equal(
    found?.text,
    '# compose.yaml + compose.override.yml\nname: project\nservices:\n  web:\n    image: x:2 # compose.override.yml\n    tty: true\n',
  );
  assert.ok(found.files.includes('/project/compose.override.yaml'));
});

test('shows what is extended and included', async () => {
  const files = {
    '/project/base.yaml': 'services:\n  base:\n    image: b\n    user: "1"\n',
    '/project/sub/compose.yaml': 'volumes:\n  data:\n',
  };
  const text = 'include: [sub/compose.yaml]\nservices:\n  web:\n    extends: { file: base.yaml, service: base }\n    user: "2"\n';
  const found = await effective(text, { files });
  assert.equal(
    found?.text,
    '# compose.yaml\nname: project\nservices:\n  web:\n    image: b # base.yaml\n    user: "2"\nvolumes: # sub/compose.yaml\n  data:\n',
  );
});

test('has nothing to show of a file without a mapping', async () => assert.equal(await effective('- a\n'), null));

test('shows the paths of an included file as they are from the project', async () => {
  const files = {
    '/project/api/compose.yaml': `services:
  api:
    build: { context: ., dockerfile: docker/Dockerfile }
    image: \${IMAGE:-./x}
    env_file: ../shared.env
    volumes:
      - ./data:/data:ro
      - named:/named
      - /abs:/abs
      - { type: bind, source: ../logs, target: /logs }
      - { type: volume, source: named, target: /more }
    secrets: [key]
  lib: { build: "https://example.org/x.git" }
volumes: { named: {} }
secrets: { key: { file: key.txt } }
`,
  };
  const text = (await effective('include: [api/compose.yaml]\nservices:\n  web: { build: . }\n', { files }))?.text ?? '';
  const lines = text.split('\n').map((line) => line.replace(/ #.*/, '').trim());
  for (const line of [
    ...[
      'context: ./api',
      'dockerfile: docker/Dockerfile',
      'image: ./x',
      '- ./shared.env',
      '- ./api/data:/data:ro',
      '- named:/named',
    ],
    ...[
      '- /abs:/abs',
      'source: ./logs',
      'source: named',
      'context: https://example.org/x.git',
      'file: ./api/key.txt',
      'context: .',
    ],
  ])
    assert.ok(lines.includes(line), `${line} in\n${text}`);
});
