import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { onlyFd } from '../../engine/helper/onlyFd';
import { makeBusyboxRoot } from './support/busyboxRoot';
import { OwnHelper } from './support/OwnHelper';
import { until } from '../support/until';

/** The helper's own files and the logs, each on a filesystem of a few pages. */
suite('a full disk', () => {
  const helper = new OwnHelper();
  const logs = join(helper.directory, 'logs');
  const rootfs = join(helper.directory, 'rootfs');
  const mounted: string[] = [];
  before(async () => {
    for (const place of [logs, helper.run]) {
      mkdirSync(place);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=96k', 'bulkhead-test', place]);
      mounted.push(place);
    }
    makeBusyboxRoot(rootfs);
    await helper.start();
  });
  after(() => {
    for (const place of mounted) execFileSync('umount', ['-l', place]);
    helper.stop();
  });

  async function start(container: string, script: string) {
    const document = {
      process: { args: ['/bin/sh', '-c', script], cwd: '/', env: ['PATH=/bin'], user: { uid: 0, gid: 0 } },
      linux: { namespaces: ['mount', 'pid'].map((type) => ({ type })) },
    };
    const log = { path: join(logs, container), maxSize: 0, maxFiles: 1 };
    const base = { kind: 'directory' as const, path: rootfs };
    await helper.ask('create', { container, rootfs: { base }, log, stdin: false, stdinOnce: false }, document);
    const watch = helper.watch(onlyFd((await helper.ask('watch', { container })).fds));
    await helper.ask('start', { container });
    /** Lets a script go on that waits for its name. */
    const release = () => writeFileSync(join(rootfs, 'tmp', container), '');
    return { watch, log: () => readFileSync(log.path, 'utf8'), release };
  }

  test('an exit status is kept, and found by the next helper', async () => {
    const { watch, release } = await start('last', 'until [ -e /tmp/last ]; do sleep 0.1; done; exit 7');
    const filler = fill(helper.run);
    release();
    await watch.ended;
    assert.deepEqual(
      watch.events().map(({ event, code }) => [event, code]),
      [['exit', 7]],
    );
    const { result } = await helper.ask('state', { container: 'last' });
    assert.deepEqual([result.status, result.exit?.code], ['stopped', 7]);
    rmSync(filler);
    await helper.ask('delete', { container: 'last', force: true });
  });

  test('a log that cannot be written is reported once, stops nobody, and goes on with whole lines', async () => {
    const line = 'echo line $i of which each is a whole one';
    const script = `i=0; until [ -e /tmp/gap ]; do i=$((i+1)); ${line}; sleep 0.1; done; i=last; ${line}; exit 5`;
    const { watch, log, release } = await start('gap', script);
    await until(() => log().includes('line 2 '));
    const filler = fill(logs);
    // Until the page that the log has begun is full as well.
    const { watch: loud } = await start('loud', 'yes | head -c 100000; exit 3');
    await loud.ended;
    assert.deepEqual(
      loud.events().map(({ event, step, code }) => [event, event === 'exit' ? code : step]),
      [
        ['trouble', 'write'],
        ['exit', 3],
      ],
    );
    assert.match(helper.log(), /container loud: .*No space left on device/);
    rmSync(filler);
    release();
    await watch.ended;
    assert.equal(watch.events().at(-1)?.code, 5);
    const lines = log().trimEnd().split('\n');
    for (const line of lines) assert.match(line, /^\S+Z stdout F line (\d+|last) of which each is a whole one$/);
    assert.match(lines.at(-1) ?? '', / line last /);
    for (const container of ['gap', 'loud']) await helper.ask('delete', { container, force: true });
  });
});

/** Takes what room there is; returns the file to remove. */
function fill(place: string): string {
  const file = join(place, 'filler');
  const fd = openSync(file, 'w');
  try {
    for (;;) writeSync(fd, Buffer.alloc(4096));
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC');
  } finally {
    closeSync(fd);
  }
  return file;
}
