import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkOciConfig } from '../../../../../spec/oci/check/checkOciConfig';
import { YamlFile } from '../../../../../spec/yaml/YamlFile';
import { config, process, resources, testConfigs } from './configCases';

testConfigs([
  ['takes a config that is right', config({ hostname: 'a' }), []],
  ['takes a propagation as Podman writes it', config({}, { rootfsPropagation: 'rslave' }), []],
  [
    'takes paths, mounts and names as Windows has them',
    JSON.stringify({
      ociVersion: '1.1.0',
      process: { cwd: 'C:\\', args: ['cmd'] },
      hostname: 'h',
      mounts: [{ source: 'C:\\x', destination: 'C:\\y' }],
      windows: { layerFolders: ['C:\\l'] },
    }),
    [],
  ],
  [
    'a version',
    config({ ociVersion: '1' }),
    [`value-invalid error '"1"' ociVersion: '1' is not valid: expected a version as in 1.2.0.`],
  ],
  [
    'a missing key',
    config({ process: {} }),
    [
      "key-missing error '{}' process lacks the key 'cwd'.",
      "oci-process-args error '{}' The process has no program: args needs at least one entry.",
    ],
  ],
  [
    'an unknown key',
    config({ hostnme: 'a' }),
    [`key-unknown warning '"hostnme"' Unknown key 'hostnme' at the top of the file; did you mean 'hostname'?`],
  ],
  [
    'a number in quotes',
    config({}, resources({ memory: { limit: '64' } })),
    [
      `value-invalid error '"64"' linux.resources.memory.limit: '64' is not valid: expected a whole number from -2^63 to 2^63 - 1, without quotes.`,
    ],
  ],
  [
    'a number that is no text',
    config({ hostname: 7 }),
    [`value-invalid error '7' hostname: 7 is no text: expected a text, in quotes.`],
  ],
  [
    'an enumeration',
    config({}, { rootfsPropagation: 'prvate' }),
    [
      `value-invalid error '"prvate"' linux.rootfsPropagation: 'prvate' is not valid: expected private, shared, slave, unbindable, rprivate, rshared, rslave or runbindable; did you mean private?`,
    ],
  ],
  [
    'unlimited as 64 bits say it',
    config(process({ rlimits: [{ type: 'RLIMIT_CORE', soft: 0, hard: 1 }] })).replace('"hard":1', '"hard":18446744073709551615'),
    [],
  ],
  [
    'one more than 64 bits hold',
    config(process({ rlimits: [{ type: 'RLIMIT_CORE', soft: 0, hard: 1 }] })).replace('"hard":1', '"hard":18446744073709551616'),
    [
      `value-invalid error '18446744073709551616' process.rlimits[0].hard: '18446744073709551616' is not valid: expected a whole number from 0 to 2^64 - 1.`,
    ],
  ],
]);

for (const [runtime, ...options] of [['runc'], ['runc', '--rootless'], ['crun'], ['crun', '--rootless']] as [
  string,
  ...string[],
][])
  test(`finds no error in what ${[runtime, 'spec', ...options].join(' ')} writes`, (t) => {
    const bundle = mkdtempSync(join(tmpdir(), 'bulkhead-oci-'));
    t.after(() => rmSync(bundle, { recursive: true }));
    execFileSync(runtime, ['spec', ...options], { cwd: bundle });
    const text = readFileSync(join(bundle, 'config.json'), 'utf8');
    const { root } = new YamlFile(join(bundle, 'config.json'), bundle).parse(text);
    assert.ok(root);
    assert.deepEqual(
      checkOciConfig(root).filter(({ severity }) => severity === 'error'),
      [],
    );
  });

test('finds no error in what umoci makes of an image', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-oci-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const [layout, file] = [join(folder, 'layout'), join(folder, 'config.json')];
  const image = `${layout}:latest`;
  const settings = ['--config.cmd=sh', '--config.user=1:2', '--config.env=A=b', '--config.volume=/v', '--config.workingdir=/w'];
  for (const args of [
    ['init', '--layout', layout],
    ['new', '--image', image],
    ['config', '--image', image, ...settings],
    ['raw', 'runtime-config', '--image', image, file],
  ])
    execFileSync('umoci', args, { stdio: 'ignore' });
  const { root, problems } = new YamlFile(file, folder).parse(readFileSync(file, 'utf8'));
  assert.ok(root);
  assert.deepEqual(
    [...problems, ...checkOciConfig(root)].filter(({ severity }) => severity === 'error').map(({ message }) => message),
    [],
  );
});
