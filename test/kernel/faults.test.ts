import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { modes } from './support/modes';
import { TestEngine } from './support/TestEngine';

const host = 'bulkhead.local/host';
/** Under emulation a line takes ten times as long to write. */
const [rounds, lines] = process.env['IN_VM'] === undefined ? [5, 300] : [1, 60];
const script = `i=0; while [ $i -lt ${lines} ]; do i=$((i+1)); echo $i; sleep 0.01; done; exit 42`;

for (const mode of modes) {
  suite(`kill -9 while a container writes, ${mode}`, () => {
    let engine: TestEngine;
    before(() => {
      engine = TestEngine.start(mode);
    });
    after(() => engine.stop());

    for (let round = 1; round <= rounds; round++) {
      for (const victim of ['engine', 'helper'] as const) {
        test(`${victim}, round ${round}: no line is missing or doubled, and the exit code arrives`, async () => {
          const name = `writer-${victim}-${round}`;
          assert.equal(engine.bulkhead('run', '-d', '--name', name, host, 'sh', '-c', script).code, 0);
          await sleep(200 + 100 * round);
          process.kill(engine.pidOf(victim), 'SIGKILL');
          assert.match(engine.bulkhead('ps', '-a').stdout, new RegExp(name));
          assert.equal(engine.bulkhead('wait', name).stdout.trim(), '42');
          const expected = Array.from({ length: lines }, (_, index) => String(index + 1)).join('\n');
          assert.equal(engine.bulkhead('logs', name).stdout.trim(), expected);
          assert.equal(engine.bulkhead('rm', name).code, 0);
        });
      }
    }
  });
}
