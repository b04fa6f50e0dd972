import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, suite, test } from 'node:test';
import { EATER } from './support/eater';
import { limitedUse } from './support/limitedUse';
import { modes } from './support/modes';
import { TestEngine } from './support/TestEngine';
import { until } from '../support/until';

const host = 'bulkhead.local/host';
const limits = ['-m', '64m', '--memory-swap', '64m', '--pids-limit', '50', '--cpus', '0.5'];

interface Inspected {
  State: { Pid: number; OOMKilled: boolean };
}

// Like the rootless cases, they run the built-in image in a user namespace.
if (modes.includes('rootless'))
  suite('limits of an unprivileged user, by the privileged helper', () => {
    let engine: TestEngine;
    before(() => {
      engine = TestEngine.start('privileged');
    });
    after(() => engine.stop());

    const inspect = (name: string) => (JSON.parse(engine.bulkhead('inspect', name).stdout) as Inspected[])[0] as Inspected;

    test('the engine says which helper it uses', () => {
      assert.match(engine.bulkhead('host').stdout, /helper .*in mode privileged; cgroups in .*memory/);
      assert.match(engine.docker('info').stdout, /userns/);
    });

    test('memory: who takes more is killed', () => {
      const run = engine.bulkhead('run', '--name', 'hungry', ...limits, host, ...EATER);
      assert.deepEqual([run.code, inspect('hungry').State.OOMKilled], [137, true], run.stderr);
      engine.bulkhead('rm', 'hungry');
    });

    test('pids: no process beyond the limit', () => {
      const script = 'i=0; while [ $i -lt 60 ]; do sleep 60 & i=$((i+1)); done';
      const { stdout, stderr } = engine.bulkhead('run', '--rm', ...limits, host, 'sh', '-c', script);
      assert.match(stdout + stderr, /[Cc]annot fork|[Rr]esource temporarily unavailable/);
    });

    test('cpu: half a core is half a core', async () => {
      engine.bulkhead('run', '-d', '--name', 'busy', ...limits, host, 'sh', '-c', 'while :; do :; done');
      const cores = await limitedUse(engine, 'busy');
      engine.bulkhead('rm', '-f', 'busy');
      assert.ok(cores < 0.6, `used ${cores} cores with a limit of a half`);
    });

    test("it runs as the caller and in the caller's cgroups, never as root of the host", () => {
      engine.bulkhead('run', '-d', '--name', 'plain', ...limits, host, 'sleep', '100');
      const { Pid } = inspect('plain').State;
      const proc = `/proc/${String(Pid)}`;
      const maps = readFileSync(`${proc}/uid_map`, 'utf8').trim().split('\n');
      const hostIds = maps.map((line) => Number(line.trim().split(/\s+/)[1]));
      assert.equal(hostIds[0], engine.uid);
      assert.ok(maps.length > 1 && !hostIds.includes(0), maps.join('\n'));
      const status = readFileSync(`${proc}/status`, 'utf8');
      assert.match(status, new RegExp(`^Uid:(\\s+${String(engine.uid)}){4}$`, 'm'));
      assert.match(status, new RegExp(`^Groups:\\s*(${String(engine.uid)})?\\s*$`, 'm'));
      assert.match(readFileSync(`${proc}/cgroup`, 'utf8'), new RegExp(`/bulkhead/${String(engine.uid)}/[0-9a-f]{64}$`, 'm'));
      engine.bulkhead('rm', '-f', 'plain');
    });

    test('it has no higher resource limits than its caller', () => {
      engine.bulkhead('engine', 'stop');
      const limited = engine.command(['prlimit', '--nofile=300:300', engine.commandLine, 'engine', 'start']);
      assert.equal(limited.code, 0, limited.stderr);
      assert.equal(engine.bulkhead('run', '--rm', host, 'sh', '-c', 'ulimit -Hn').stdout, '300\n');
      engine.bulkhead('engine', 'stop');
      engine.bulkhead('engine', 'start');
    });

    test('an engine with another data directory keeps to its own helper', () => {
      const { directory, commandLine } = engine;
      const other = (...words: string[]) =>
        engine.command(['env', `BULKHEAD_RUN=${directory}/run2`, `BULKHEAD_DATA=${directory}/data2`, commandLine].concat(words));
      assert.match(other('host').stdout, /in mode rootless/);
      other('engine', 'stop');
    });

    test('a container joins the network of another one of the user', () => {
      engine.bulkhead('run', '-d', '--name', 'first', host, 'sleep', '100');
      const [namespace] = [engine.bulkhead('exec', 'first', 'readlink', '/proc/self/ns/net').stdout];
      const joined = ['run', '-d', '--name', 'second', '--network', 'container:first', host, 'sleep', '100'];
      const { code, stderr } = engine.bulkhead(...joined);
      assert.equal(code, 0, stderr);
      for (const file of ['/proc/1/ns/net', '/proc/self/ns/net'])
        assert.equal(engine.bulkhead('exec', 'second', 'readlink', file).stdout, namespace);
      assert.equal(engine.bulkhead('exec', 'second', 'ls', '/sys/class/net').code, 0);
      const refused = engine.bulkhead('run', '--rm', '--pid', 'container:first', host, 'true');
      assert.match(refused.stderr, /cannot mount \/proc of another's processes/);
      engine.bulkhead('rm', '-f', 'first', 'second');
      assert.equal(engine.bulkhead('run', '--rm', '--network', 'container:first', host, 'true').code, 125);
    });

    test('an engine that comes back while the old one still hangs on is served at once, and finds its containers', () => {
      engine.bulkhead('run', '-d', '--name', 'kept', host, 'sleep', '100');
      const old = engine.pidOf('engine');
      process.kill(old, 'SIGSTOP');
      const fresh = engine.command(['env', `BULKHEAD_RUN=${engine.directory}/run3`, engine.commandLine, 'ps']);
      process.kill(old, 'SIGCONT');
      assert.match(fresh.stdout, /kept/, fresh.stderr);
      engine.command(['env', `BULKHEAD_RUN=${engine.directory}/run3`, engine.commandLine, 'engine', 'stop']);
      assert.equal(engine.bulkhead('rm', '-f', 'kept').code, 0);
    });

    test('without its helper the engine waits for it rather than losing sight of containers', async () => {
      engine.bulkhead('run', '-d', '--name', 'waiting', host, 'sleep', '100');
      const { Pid } = inspect('waiting').State;
      engine.privileged?.restart();
      await until(() => engine.bulkhead('exec', 'waiting', 'echo', 'still here').stdout === 'still here\n');
      assert.equal(inspect('waiting').State.Pid, Pid);
      engine.bulkhead('rm', '-f', 'waiting');
    });
  });
