import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { after, before, suite, test } from 'node:test';
import { modes } from './support/modes';
import { TestEngine, type Mode } from './support/TestEngine';
import { until } from '../support/until';

const host = 'bulkhead.local/host';
/** prctl(PR_SET_PDEATHSIG, 0): the kernel would end this process with its monitor, and now does not. */
const stubborn = 'syscall(157, 1, 0, 0, 0, 0); system("sleep 1000 &"); sleep 1000';
const all: Mode[] = modes.includes('rootless') ? [...modes, 'privileged'] : modes;

for (const mode of all) {
  suite(`kill -9 of a container's monitor, ${mode}`, () => {
    let engine: TestEngine;
    before(() => {
      engine = TestEngine.start(mode);
    });
    after(() => engine.stop());

    interface Inspected {
      Id: string;
      State: { Status: string; Pid: number; ExitCode: number; Error: string };
    }
    const inspect = (name: string) => (JSON.parse(engine.bulkhead('inspect', name).stdout) as Inspected[])[0] as Inspected;

    for (const [what, ...command] of [
      ['a plain one', 'sleep', '1000'],
      ['one that would outlive it', 'perl', '-e', stubborn],
    ] as const) {
      test(`${what} ends, is reported, and leaves nothing`, async () => {
        const name = `orphan-${what.replaceAll(' ', '-')}`;
        assert.equal(engine.bulkhead('run', '-d', '--name', name, host, ...command).code, 0);
        const { State, Id } = inspect(name);
        const space = readlinkSync(`/proc/${String(State.Pid)}/ns/pid`);
        // All that the command does before is done.
        await until(() => processesIn(space).some((pid) => nameOf(pid) === 'sleep'));
        const cgroups = readFileSync(`/proc/${String(State.Pid)}/cgroup`, 'utf8');
        assert.equal(cgroups.includes(Id), mode !== 'rootless');
        process.kill(parentOf(State.Pid), 'SIGKILL');
        assert.equal(engine.bulkhead('wait', name).stdout.trim(), '137');
        const { Status, ExitCode } = inspect(name).State;
        assert.deepEqual([Status, ExitCode], ['exited', 137]);
        assert.deepEqual(processesIn(space), []);
        assert.ok(!existsSync(`/sys/fs/cgroup/pids/bulkhead/${Id}`));
        assert.equal(engine.bulkhead('rm', name).code, 0);
      });
    }
  });
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]);
}

function nameOf(pid: string): string {
  return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
}

/** Without zombies: the machine's init waits for those in its own time. */
function processesIn(space: string): string[] {
  return readdirSync('/proc').filter((name) => {
    try {
      if (!/^\d+$/.test(name) || readlinkSync(`/proc/${name}/ns/pid`) !== space) return false;
      return !/^State:\s+Z/m.test(readFileSync(`/proc/${name}/status`, 'utf8'));
    } catch {
      return false;
    }
  });
}
