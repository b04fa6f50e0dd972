import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoadResult } from '../../spec/compose/ComposeProject';
import { loadProject } from '../../spec/compose/loadProject';
import { ProjectCache } from '../../spec/compose/ProjectCache';
import { Random } from './support/Random';

const SEQUENCES = 300;
const EDITS = 12;

const KEYS = [
  ...[
    'image: x',
    'image: ${TAG}',
    'mem_limit: 64m',
    'mem_limit: ${MEM:-many}',
    'cpus: 0.5',
    'depends_on: [s0, s1]',
    'env_file: a.env',
  ],
  ...[
    'extends: s1',
    'extends: { service: s0 }',
    'extends: { file: other.yaml, service: far }',
    'volumes: [v0:/v, ./d:/d]',
    '<<: *base',
  ],
  ...[
    'container_name: one',
    'ports: ["80:80"]',
    'network_mode: service:s2',
    'command: !reset null',
    'secrets: [key]',
    'networks: [n0]',
  ],
  ...['deploy: { resources: { limits: { memory: 1g } } }', 'tty: yes', 'bad_key: 1', 'labels: [a=b]', 'profiles: [p]'],
];

function project(random: Random): string {
  const lines = random.chance(0.7) ? ['x-base: &base', '  image: base', '  environment: { A: "${A}" }'] : [];
  if (random.chance(0.2)) lines.push('include: [other.yaml]');
  lines.push('services:');
  for (let index = 0; index < 5; index++) {
    lines.push(`  s${index}:`);
    const keys = new Set(Array.from({ length: 4 }, () => random.pick(KEYS)));
    lines.push(...[...keys].map((key) => `    ${key}`));
  }
  for (const section of ['volumes:\n  v0:', 'networks:\n  n0: {}', 'secrets:\n  key: { file: ./k }'])
    if (random.chance(0.6)) lines.push(section);
  return `${lines.join('\n')}\n`;
}

/** One of the ways a project changes under the eyes of the server: its text, another file, the variables. */
function change(random: Random, files: Map<string, string>): void {
  const path = random.pick([
    '/p/compose.yaml',
    '/p/compose.yaml',
    '/p/compose.yaml',
    '/p/over.yaml',
    '/p/other.yaml',
    '/p/.env',
    '/p/a.env',
  ]);
  const text = files.get(path) ?? '';
  const lines = text.split('\n');
  const at = random.below(lines.length);
  if (path.endsWith('.env')) files.set(path, random.pick(['', 'MEM=1g\n', 'TAG=y\nA=2\n', 'B="open\n']));
  else if (random.chance(0.1) && path === '/p/over.yaml') files.delete(path);
  else if (random.chance(0.3)) files.set(path, [...lines.slice(0, at), ...lines.slice(at + 1)].join('\n'));
  else if (random.chance(0.5))
    files.set(path, [...lines.slice(0, at), `    ${random.pick(KEYS)}`, ...lines.slice(at)].join('\n'));
  else
    files.set(
      path,
      text.slice(0, at * 5) + random.pick(['x', ' ', '\n', ': ', '[', '"', '#']) + text.slice(at * 5 + random.below(3)),
    );
}

function load(files: Map<string, string>, env: Record<string, string>, cache?: ProjectCache): LoadResult {
  const readFile = (path: string): string | undefined => files.get(path);
  const names = ['/p/compose.yaml', ...(files.has('/p/over.yaml') ? ['/p/over.yaml'] : [])];
  return loadProject({ files: names, readFile, env, profiles: ['*'] }, cache);
}

test(`loads a project after any of ${SEQUENCES} sequences of changes as if it were new`, () => {
  const env = { HOME: '/home/me' };
  let found = 0;
  for (let seed = 1; seed <= SEQUENCES; seed++) {
    const random = new Random(seed);
    const files = new Map([['/p/compose.yaml', project(random)]]);
    if (random.chance(0.5)) files.set('/p/over.yaml', project(random));
    files.set('/p/other.yaml', 'services:\n  far:\n    image: ${TAG:-z}\n    tty: true\n');
    const cache = new ProjectCache();
    for (let index = 0; index < EDITS; index++) {
      const [known, fresh] = [load(files, env, cache), load(files, env)];
      assert.deepEqual(known, fresh, `seed ${seed}, change ${index}:\n${JSON.stringify([...files], undefined, 1)}`);
      found += fresh.problems.length;
      change(random, files);
    }
  }
  assert.ok(found > SEQUENCES * EDITS, 'too few problems to compare');
});
