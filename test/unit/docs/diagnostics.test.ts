import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { hostProblems } from '../../../spec/check/hostProblems';
import { buildProblems } from '../../../spec/check/buildProblems';
import { judged } from '../../../spec/check/composeFindings';
import { dockerfileFindings } from '../../../spec/check/dockerfileFindings';
import { ociFindings } from '../../../spec/check/ociFindings';
import { partProblems } from '../../../spec/check/partProblems';
import { profileProblems } from '../../../spec/check/profileProblems';
import { SeccompProfiles } from '../../../spec/check/SeccompProfiles';
import { DEFAULT_SETTINGS } from '../../../spec/check/settings';
import type { Level } from '../../../spec/check/settings';
import { CODES } from '../../../spec/codes';
import type { Code } from '../../../spec/codes';
import { loadProject } from '../../../spec/compose/loadProject';
import { ProjectCache } from '../../../spec/compose/ProjectCache';
import { parseDockerfile } from '../../../spec/dockerfile/parse/parseDockerfile';
import type { HostFacts } from '../../../spec/host/HostFacts';
import { composeImages } from '../../../spec/image/composeImages';
import { checkImages } from '../../../spec/image/imageRules';
import type { BundleFiles } from '../../../spec/oci/check/Rule';
import { YamlFile } from '../../../spec/yaml/YamlFile';
import type { Problem } from '../../../spec/Problem';
import { hostFacts } from '../spec/host/fixture';
import { COMPOSE_EXAMPLES } from './examples/compose';
import { DOCKERFILE_EXAMPLES } from './examples/dockerfile';
import { HOST_EXAMPLES } from './examples/host';
import { OCI_EXAMPLES } from './examples/oci';
import { factsOfExample, REGISTRY_EXAMPLES } from './examples/registry';

const FOLDER = join(__dirname, '../../../docs/diagnostics');

type Files = Record<string, string>;

/** The files in the code blocks below a heading; one without a name is the Compose file. */
function filesBelow(page: string, heading: string): Files {
  const start = page.indexOf(`\n## ${heading}\n`);
  if (start < 0) return {};
  const next = page.indexOf('\n## ', start + 4);
  const section = page.slice(start, next < 0 ? undefined : next);
  const blocks = [...section.matchAll(/```\w+ ?(\S*)\n([^]*?)```/g)];
  return Object.fromEntries(blocks.map(([, name, text]) => [`/p/${name === '' ? 'compose.yaml' : (name ?? '')}`, text ?? '']));
}

const controllerLess = (): HostFacts => ({ ...hostFacts(), cgroup: { layout: 'v2', controllers: {} } });
function undelegated(): HostFacts {
  const facts = hostFacts();
  const controllers = Object.entries(facts.cgroup.controllers).map(([name, one]) => [name, { ...one, writable: false }]);
  return {
    ...facts,
    user: { ...facts.user, uid: 1000 },
    cgroup: { ...facts.cgroup, controllers: Object.fromEntries(controllers) as never },
  };
}
function pureV2(): HostFacts {
  const memory = { version: 2, mountPoint: '/sys/fs/cgroup', path: '/', writable: true } as const;
  return { ...hostFacts(), cgroup: { layout: 'v2', controllers: { memory } } };
}
function poor(): HostFacts {
  const facts = hostFacts();
  return {
    ...facts,
    user: { ...facts.user, uid: 0 },
    memory: { ...facts.memory, swapTotal: 0 },
    capabilities: { ...facts.capabilities, bounding: [] },
  };
}
function withoutSwapAccounting(): HostFacts {
  const facts = hostFacts();
  return { ...facts, cgroup: { ...facts.cgroup, files: { memory: ['memory.limit_in_bytes'] } } };
}
function ordinaryUser(): HostFacts {
  const user = { uid: 1000, gid: 1000, name: 'me', home: '/home/me' };
  const ids = [{ start: 100000, count: 65536 }];
  const userNamespaces = { available: false, reason: 'user.max_user_namespaces is 0', subuid: ids, subgid: ids };
  return { ...hostFacts(), user, userNamespaces, namespaces: ['pid', 'user'] };
}
const oldKernel = (): HostFacts => ({ ...ordinaryUser(), kernel: { release: '5.10.0', machine: 'x86_64' } });
const HOSTS: Readonly<Record<string, () => HostFacts>> = {
  'host-controller': controllerLess,
  'host-delegation': undelegated,
  'host-cgroup-version': pureV2,
  'host-capability': poor,
  'host-swap': poor,
  'host-limit-missing': withoutSwapAccounting,
  'host-port-privileged': ordinaryUser,
  'host-userns': ordinaryUser,
  'host-overlay': oldKernel,
  'host-subid': ordinaryUser,
  'host-namespace': ordinaryUser,
};

/** A bundle with a root filesystem. */
const BUNDLE: BundleFiles = {
  kindOf: (path) =>
    (({ '/p/rootfs': 'directory', '/p/rootfs/bin/sh': 'executable', '/p/rootfs/etc/hosts': 'file' }) as const)[path],
};

function problemsOfConfig(text: string, host: HostFacts): Problem[] {
  const parsed = new YamlFile('/p/config.json', '/p').parse(text);
  const view = { facts: host, kindOf: BUNDLE.kindOf, env: {} };
  return ociFindings({ path: '/p/config.json', text, ...parsed }, view, DEFAULT_SETTINGS);
}

function problemsOfDockerfile(text: string, files: Files): Problem[] {
  const surroundings = { path: '/p/Dockerfile', readFile: (path: string): string | undefined => files[path] };
  return dockerfileFindings(parseDockerfile(text), surroundings, DEFAULT_SETTINGS);
}

function problemsOf(code: string, files: Files): Problem[] {
  const config = files['/p/config.json'];
  const host = (HOSTS[code] ?? hostFacts)();
  if (config !== undefined) return problemsOfConfig(config, host);
  const dockerfile = files['/p/Dockerfile'];
  if (dockerfile !== undefined && files['/p/compose.yaml'] === undefined) return problemsOfDockerfile(dockerfile, files);
  if (code.startsWith('registry-')) return problemsOfImages(code as Code, files);
  const readFile = (path: string): string | undefined => files[path];
  const profiles = code === 'dependency-inactive' ? [] : ['*'];
  const result = loadProject({ files: ['/p/compose.yaml'], readFile, env: {}, profiles });
  const ofHost = hostProblems(result, { facts: host, kindOf: BUNDLE.kindOf, env: {} });
  const ofBuilds = buildProblems(result.tree, readFile);
  const ofProfiles = profileProblems(result.tree, readFile, {}, new SeccompProfiles());
  const ofParts = partProblems('/p/compose.yaml', files['/p/compose.yaml'] ?? '', result, readFile);
  return [...result.problems, ...ofHost, ...ofBuilds, ...ofProfiles, ...ofParts];
}

/** Of one registry, which has one repository. */
function problemsOfImages(code: Code, files: Files): Problem[] {
  const cache = new ProjectCache();
  const path = '/p/compose.yaml';
  const { problems } = loadProject({ files: [path], readFile: (one) => files[one], env: {}, profiles: ['*'] }, cache);
  const uses = composeImages(cache.trees.get(path), path, files[path] ?? '');
  const found = checkImages(
    uses,
    { factsOf: ({ reference }) => factsOfExample(reference), local: new Set(), machine: 'x86_64' },
    path,
  );
  const severities = new Map<Code, Level>(code === 'registry-not-pinned' ? [[code, 'information']] : []);
  return [...problems, ...judged(found, files[path] ?? '', { severities })];
}

const codesOf = (code: string, files: Files): string[] => problemsOf(code, files).map((problem) => problem.code);

/** `file:line:column 'marked text' severity: message`, line and column from 1, and only the beginning of a long text. */
function shown({ file = '', range = [0, 0], severity, message }: Problem, files: Files): string {
  const text = files[file] ?? '';
  const before = text.slice(0, range[0]).split('\n');
  const marked = text.slice(...range);
  const short = marked.length > 60 ? `${marked.slice(0, 60)}…` : marked;
  return `${file.slice('/p/'.length)}:${before.length}:${(before.at(-1)?.length ?? 0) + 1} '${short}' ${severity}: ${message}`;
}

/** What no page can show. */
const GENERATED: Readonly<Record<string, Files>> = {
  'yaml-too-large': { '/p/compose.yaml': `#${' '.repeat(4 * 1024 * 1024)}\n` },
  'env-too-large': { '/p/compose.yaml': 'services: {}\n', '/p/.env': `A=${'a'.repeat(1024 * 1024)}\n` },
  'too-many-files': {
    ...Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`/p/f${index}.yaml`, 'services: {}\n'])),
    '/p/compose.yaml': `include: [${Array.from({ length: 100 }, (_, index) => `f${index}.yaml`).join(', ')}]\n`,
  },
};

/** Of the example of each code: where exactly it is found, and what is said. */
const EXPECTED: Readonly<Record<Code, readonly string[]>> = {
  ...COMPOSE_EXAMPLES,
  ...HOST_EXAMPLES,
  ...OCI_EXAMPLES,
  ...REGISTRY_EXAMPLES,
  ...DOCKERFILE_EXAMPLES,
};

test('there is a page for each code and no other', () => {
  assert.deepEqual(readdirSync(FOLDER).sort(), CODES.map((code) => `${code}.md`).sort());
});

for (const code of CODES) {
  const page = readFileSync(join(FOLDER, `${code}.md`), 'utf8');
  const generated = GENERATED[code];
  test(`the example of ${code} has it, and its fix does not`, () => {
    assert.ok(page.startsWith(`# ${code}\n\n`), 'the title is the code');
    const [example, fix] = [generated ?? filesBelow(page, 'Example'), filesBelow(page, 'Fix')];
    const found = problemsOf(code, example).filter((problem) => problem.code === code);
    assert.deepEqual(
      found.map((problem) => shown(problem, example)),
      EXPECTED[code],
    );
    if (generated) return;
    assert.ok(fix['/p/compose.yaml'] ?? fix['/p/config.json'] ?? fix['/p/Dockerfile'], 'there is a fix');
    assert.ok(!codesOf(code, fix).includes(code));
    assert.deepEqual(
      codesOf(code, fix).filter((one) => !/-unsupported$|^key-ignored$|^host-|^healthcheck/.test(one)),
      [],
      'the fix has no other fault',
    );
  });
}
