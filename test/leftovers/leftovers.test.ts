import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';

/** Run after everything else: what the product and its tests must not leave on a machine. */
suite('nothing of ours is left', () => {
  test('no mount', () => {
    const mounts = readFileSync('/proc/self/mountinfo', 'utf8').split('\n');
    assert.deepEqual(
      mounts.filter((line) => line.includes('bulkhead')),
      [],
    );
  });

  test('no cgroup', () => {
    const found = execFileSync('find', ['/sys/fs/cgroup', '-type', 'd', '-name', '*bulkhead*'], { encoding: 'utf8' });
    assert.equal(found, '');
  });

  test('no process', () => {
    const running = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        try {
          // Zombies belong to the machine's init, which takes them in its own time.
          if (/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))) return [];
          const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
          return /bulkhead-helper|dist\/bulkhead(-engine)? /.test(command) ? [`${pid} ${command}`] : [];
        } catch {
          return [];
        }
      });
    assert.deepEqual(running, []);
  });

  test('no process in a namespace that nobody else is in', () => {
    const own = readlinkSync('/proc/self/ns/pid');
    const strangers = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        try {
          const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
          // Chromium isolates its own processes; a container of ours has no such command.
          return readlinkSync(`/proc/${pid}/ns/pid`) !== own && !command.includes('chrom') ? [pid] : [];
        } catch {
          return [];
        }
      });
    assert.deepEqual(strangers, []);
  });

  test('no network link and no table of ours', () => {
    const links = readdirSync('/sys/class/net').filter((name) => /bulkhead|^bh/.test(name));
    assert.deepEqual(links, []);
    const tables = spawnSync('nft', ['list', 'tables'], { encoding: 'utf8' });
    assert.doesNotMatch(tables.error ? '' : tables.stdout, /bulkhead/);
  });

  test('no temporary file and no test user', () => {
    assert.deepEqual(
      readdirSync(tmpdir()).filter((name) => name.startsWith('bulkhead-')),
      [],
    );
    assert.doesNotMatch(readFileSync('/etc/passwd', 'utf8'), /^bulkhead-test/m);
    assert.ok(!existsSync(join('/run', 'bulkhead', 'containers')) || readdirSync('/run/bulkhead/containers').length === 0);
  });
});
