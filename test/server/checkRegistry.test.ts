import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { pushImage } from '../support/registry/pushImage';
import { SilentHost } from '../support/registry/SilentHost';
import { startRegistry } from '../support/registry/TestRegistry';
import type { Started } from '../support/registry/TestRegistry';

const PROGRAM = join(__dirname, '../../dist/bulkhead-cli');

interface Found {
  code: string;
  file: string;
  line: number;
  column: number;
  message: string;
}

suite('bulkhead check and registries', () => {
  let registry: Started;
  let silent: SilentHost;
  let folder = '';

  before(async () => {
    registry = await startRegistry();
    silent = await SilentHost.start();
    await pushImage({ host: registry.host, repository: 'app', tags: ['1.0.0', '1.0.2', '1.0.2-rc1'] });
    folder = mkdtempSync(join(tmpdir(), 'bulkhead-check-'));
    // Nothing is there, so that a question is answered at once.
    const auths = { [registry.host]: {}, '127.0.0.1:1': {} };
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ auths }));
    const inline = `      dockerfile_inline: |\n        FROM ${registry.host}/app:1.0.0\n`;
    const services = `  web:\n    image: "${registry.host}/app:1.0.1"\n    mem_limt: 1g\n  built:\n    build:\n${inline}`;
    writeFileSync(join(folder, 'compose.yaml'), `services:\n${services}`);
    const lines = ['ARG V=1.0.0', `FROM ${registry.host}/app:$V`, `COPY --from=127.0.0.1:1/none:1 /a /b`];
    writeFileSync(join(folder, 'Dockerfile'), `${lines.join('\n')}\nCOPY --from=${silent.host}/app:1 /a /c\n`);
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await silent.stop();
    await registry.stop();
  });

  async function check(...more: string[]): Promise<{ found: Found[]; stderr: string }> {
    const parameters = ['check', '--format', 'json', ...more, 'compose.yaml', 'Dockerfile'];
    const child = spawn(PROGRAM, parameters, { cwd: folder, env: { ...process.env, DOCKER_CONFIG: folder } });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
    child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
    await new Promise((resolve) => child.once('close', resolve));
    return { found: JSON.parse(stdout) as Found[], stderr };
  }
  const ofRegistry = (found: Found[]): string[] =>
    found
      .filter(({ code }) => code.startsWith('registry-'))
      .map(({ code, file, line, column }) => `${file}:${line}:${column} ${code}`);

  test('asks nobody without being told to', async () => {
    const { found, stderr } = await check();
    assert.deepEqual(ofRegistry(found), []);
    assert.ok(found.some(({ code }) => code === 'key-unknown'));
    assert.equal(stderr, '');
  });

  test('with --registry tells what they say, and of which images nothing is known', async () => {
    const { found, stderr } = await check('--registry', '--no-host');
    const column = `    image: "${registry.host}/app:`.length + 1;
    const inColumn = `        FROM ${registry.host}/app:`.length + 1;
    assert.deepEqual(ofRegistry(found), [
      `compose.yaml:3:${column} registry-tag-unknown`,
      `compose.yaml:8:${inColumn} registry-tag-outdated`,
      'Dockerfile:2:6 registry-tag-outdated',
    ]);
    // In the order of the text, with what is found without them.
    const lines = found.filter(({ file }) => file === 'compose.yaml').map(({ line }) => line);
    assert.deepEqual(
      lines,
      [...lines].sort((one, other) => one - other),
    );
    assert.match(stderr, /not all is known of 127\.0\.0\.1:1\/none:1: 127\.0\.0\.1:1 cannot be reached/);
    assert.ok(
      stderr.includes(`not all is known of ${silent.host}/app:1: ${silent.host} is none of the registries that may be asked`),
    );
    assert.equal(silent.connections, 0);
  });
});
