import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { TestEngine } from './support/TestEngine';

/** What a host inside of another container, or one with kernel modules on a share, looks like. */
const mounts = [
  'mount --bind /etc/hosts /etc/hosts',
  'mount -t tmpfs -o mode=755 tmpfs /usr/share/doc',
  'echo from a mount > /usr/share/doc/note',
  'exec "$@"',
].join(' && ');

suite('the built-in image on a host with mounts below /usr and /etc, rootless', () => {
  let engine: TestEngine;
  before(() => {
    engine = TestEngine.start('rootless', ['unshare', '-m', 'sh', '-c', mounts, 'sh']);
  });
  after(() => engine.stop());
  const run = (script: string) => engine.bulkhead('run', '--rm', 'bulkhead.local/host', 'sh', '-c', script);

  test('runs, with the files around the mounts and in them', () => {
    const { code, stdout, stderr } = run('head -1 /etc/passwd; cat /usr/share/doc/note; ls -d /usr/lib/os-release /bin/sh');
    assert.equal(code, 0, stderr);
    assert.equal(stdout, 'root:x:0:0:root:/root:/bin/bash\nfrom a mount\n/bin/sh\n/usr/lib/os-release\n');
  });

  test('can be written to everywhere, and the host does not see it', () => {
    const script =
      'for d in /etc /usr /usr/share /usr/share/doc /usr/lib; do echo x > $d/bulkhead-was-here || exit 1; done; echo y >> /etc/passwd';
    const { code, stderr } = run(script);
    assert.equal(code, 0, stderr);
    assert.notEqual(engine.command(['test', '-e', '/usr/share/bulkhead-was-here']).code, 0);
    assert.equal(run('grep -c ^y /etc/passwd').stdout, '0\n');
  });

  test('still hides the secrets of the host', () => {
    assert.equal(run('cat /etc/shadow 2>/dev/null | wc -c').stdout, '0\n');
  });

  test('a container goes on when the engine is replaced', () => {
    engine.bulkhead('run', '-d', '--name', 'stays', 'bulkhead.local/host', 'sleep', '100');
    engine.bulkhead('engine', 'stop');
    engine.bulkhead('engine', 'start');
    const { code, stdout, stderr } = engine.bulkhead('exec', 'stays', '/bin/sh', '-c', 'ls -d /tmp /home /usr/share/doc');
    assert.deepEqual([code, stdout], [0, '/home\n/tmp\n/usr/share/doc\n'], stderr);
    engine.bulkhead('rm', '-f', 'stays');
  });
});
