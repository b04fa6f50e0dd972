import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { TestEngine } from './support/TestEngine';

const host = 'bulkhead.local/host';
const limit = ['-m', '32m', '--memory-swap', '32m'];
const perl = `perl -e '$x = "a" x 200_000_000'`;
/**
 * The kernel takes the one with the highest score. Nobody else may ask for memory while that one dies: the kernel would look for another victim, and the shell
 * that is to live just waits.
 */
const eat = `sh -c 'echo 1000 > /proc/self/oom_score_adj; exec "$@"' - ${perl}; echo $?`;

suite('oom events', () => {
  let engine: TestEngine;
  before(() => {
    engine = TestEngine.start('root');
  });
  after(() => engine.stop());

  /** In their order. */
  function actions(name: string): string[] {
    const now = Math.floor(Date.now() / 1000) + 1;
    const times = ['--since', String(now - 600), '--until', String(now)];
    const { stdout } = engine.docker('events', ...times, '--filter', `container=${name}`, '--format', '{{.Action}}');
    return stdout.split('\n').filter((action) => ['start', 'oom', 'die'].includes(action));
  }

  test('a container that dies for want of memory says so before it dies', () => {
    engine.bulkhead('run', '--name', 'dying', ...limit, host, 'sh', '-c', `exec ${perl}`);
    assert.deepEqual(actions('dying'), ['start', 'oom', 'die']);
    engine.bulkhead('rm', 'dying');
  });

  test('one whose process is killed goes on, and says so each time', () => {
    const { stdout, code } = engine.bulkhead(
      'run',
      '--name',
      'living',
      ...limit,
      host,
      'sh',
      '-c',
      `${eat}; sleep 0.5; ${eat}; sleep 0.5; echo lives`,
    );
    assert.deepEqual({ stdout, code }, { stdout: '137\n137\nlives\n', code: 0 });
    assert.deepEqual(actions('living'), ['start', 'oom', 'oom', 'die']);
    engine.bulkhead('rm', 'living');
  });

  test('one that has enough says nothing', () => {
    engine.bulkhead('run', '--name', 'content', ...limit, host, 'true');
    assert.deepEqual(actions('content'), ['start', 'die']);
    engine.bulkhead('rm', 'content');
  });
});
