import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkOciConfig } from '../../../../../spec/oci/check/checkOciConfig';
import type { BundleFiles } from '../../../../../spec/oci/check/Rule';
import { settle } from '../../../../../spec/Problem';
import { YamlFile } from '../../../../../spec/yaml/YamlFile';

type ConfigCase = [rule: string, text: string, expected: string[]];

const files: BundleFiles = {
  kindOf: (path) =>
    (
      ({
        '/b/rootfs': 'directory',
        '/b/rootfs/bin/sh': 'executable',
        '/b/rootfs/etc/passwd': 'file',
        '/bin/hook': 'file',
      }) as const
    )[path],
};

/** `code severity 'text pointed at' message`. */
function problemsOf(text: string): string[] {
  const { root, problems } = new YamlFile('/b/config.json', '/b').parse(text);
  assert.deepEqual(problems, []);
  assert.ok(root);
  return checkOciConfig(root, files)
    .map(settle)
    .map(({ code, severity, message, range }) => `${code} ${severity} '${text.slice(...(range ?? [0, 0]))}' ${message}`);
}

/** A config that is right but for what `parts` says. */
export function config(parts: Record<string, unknown>, linux: Record<string, unknown> = {}): string {
  const namespaces = ['mount', 'pid', 'uts', 'ipc', 'network'].map((type) => ({ type }));
  return JSON.stringify({
    ociVersion: '1.2.0',
    root: { path: 'rootfs' },
    process: { cwd: '/', args: ['/bin/sh'] },
    linux: { namespaces, ...linux },
    ...parts,
  });
}

export const process = (more: object): Record<string, unknown> => ({ process: { cwd: '/', args: ['sh'], ...more } });
export const resources = (more: object): Record<string, unknown> => ({ resources: more });

export function testConfigs(cases: readonly ConfigCase[]): void {
  for (const [rule, text, expected] of cases) test(`OCI config: ${rule}`, () => assert.deepEqual(problemsOf(text), expected));
}
