import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { TestEngine, type Mode } from './TestEngine';
import { until } from '../../support/until';

const host = 'bulkhead.local/host';

/** What every container does, whoever runs it and on whatever cgroups. */
export function containerCases(mode: Mode): void {
  suite(`containers, ${mode}`, () => {
    let engine: TestEngine;
    before(() => {
      engine = TestEngine.start(mode);
    });
    after(() => engine.stop());

    test('prints what the command prints and ends with its exit code', () => {
      const { code, stdout, stderr } = engine.bulkhead('run', '--rm', host, 'sh', '-c', 'echo out; echo err >&2; exit 7');
      assert.deepEqual({ code, stdout, stderr }, { code: 7, stdout: 'out\n', stderr: 'err\n' });
    });

    test('has a pid namespace, a host name and a network of its own', () => {
      const script = 'echo $$; hostname; ls /sys/class/net; ls /proc | grep -c "^[0-9]"';
      const { stdout } = engine.bulkhead('run', '--rm', '--hostname', 'berth', host, 'sh', '-c', script);
      const [pid, name, network] = stdout.split('\n');
      assert.deepEqual([pid, name, network], ['1', 'berth', 'lo']);
    });

    test('hides the homes and secrets of the host', () => {
      const { stdout } = engine.bulkhead(
        'run',
        '--rm',
        host,
        'sh',
        '-c',
        'ls -A /root /home | grep -v : | grep -c .; wc -c < /etc/shadow',
      );
      assert.deepEqual(stdout.split(/\s+/).filter(Boolean), ['0', '0']);
    });

    test('writes into its own layer, never to the host', () => {
      const { stdout } = engine.bulkhead(
        'run',
        '--rm',
        host,
        'sh',
        '-c',
        'echo x > /usr/bulkhead-was-here && cat /usr/bulkhead-was-here',
      );
      assert.equal(stdout, 'x\n');
      assert.notEqual(engine.command(['test', '-e', '/usr/bulkhead-was-here']).code, 0);
    });

    test('refuses writes with --read-only', () => {
      const { code, stderr } = engine.bulkhead('run', '--rm', '--read-only', host, 'touch', '/usr/x');
      assert.notEqual(code, 0);
      assert.match(stderr, /Read-only file system/);
    });

    test('ends with 127 for a missing command, in words of Docker', () => {
      const { code, stderr } = engine.bulkhead('run', '--rm', host, 'no-such-command');
      assert.equal(code, 127);
      assert.match(stderr, /exec: "no-such-command": executable file not found in \$PATH/);
    });

    test('ends with 126 for a file that is not executable', () => {
      const { code, stderr } = engine.bulkhead('run', '--rm', host, '/etc/passwd');
      assert.equal(code, 126);
      assert.match(stderr, /exec: "\/etc\/passwd": permission denied/);
    });

    test('has the default capabilities, a seccomp filter and no way to mount', () => {
      const { stdout } = engine.bulkhead(
        'run',
        '--rm',
        host,
        'sh',
        '-c',
        'grep -E "^(CapEff|Seccomp):" /proc/self/status; mount -t tmpfs x /mnt 2>/dev/null || echo refused',
      );
      assert.match(stdout, /CapEff:\s+00000000a80425fb/);
      assert.match(stdout, /Seccomp:\s+2/);
      assert.match(stdout, /refused/);
    });

    test('sees a bound folder, read-only when asked', () => {
      const { stdout } = engine.bulkhead(
        'run',
        '--rm',
        '-v',
        '/usr/share/doc:/docs:ro',
        host,
        'sh',
        '-c',
        'ls /docs | head -1 | wc -l; touch /docs/x 2>/dev/null || echo refused',
      );
      assert.deepEqual(stdout.trim().split(/\s+/), ['1', 'refused']);
    });

    test('passes stdin through to the end', () => {
      const { stdout } = engine.command([engine.commandLine, 'run', '--rm', '-i', host, 'wc', '-c'], 'x'.repeat(100_000));
      assert.equal(stdout.trim(), '100000');
    });

    test('runs in the background, is listed, entered, followed, stopped and removed', async () => {
      const started = engine.bulkhead(
        'run',
        '-d',
        '--name',
        'steady',
        host,
        'sh',
        '-c',
        'trap "exit 3" TERM; i=0; while :; do i=$((i+1)); echo line $i; sleep 0.05; done',
      );
      assert.equal(started.code, 0, started.stderr);
      await until(() => engine.bulkhead('logs', 'steady').stdout !== '');
      assert.match(engine.bulkhead('ps').stdout, /steady/);
      assert.equal(engine.bulkhead('exec', 'steady', 'sh', '-c', 'echo inside; exit 5').code, 5);
      // Between two sleeps there is none.
      await until(() => engine.bulkhead('top', 'steady').stdout.includes('sleep'));
      assert.match(engine.bulkhead('logs', '--tail', '1', 'steady').stdout, /^line \d+\n$/);
      assert.equal(engine.bulkhead('stop', 'steady').code, 0);
      const state = JSON.parse(engine.bulkhead('inspect', 'steady').stdout) as { State: { ExitCode: number; Status: string } }[];
      assert.deepEqual([state[0]?.State.Status, state[0]?.State.ExitCode], ['exited', 3]);
      assert.equal(engine.bulkhead('rm', 'steady').code, 0);
    });

    test('stops at once after an exec of a missing command', () => {
      engine.bulkhead('run', '-d', '--name', 'missing', host, 'sleep', '100');
      assert.equal(engine.bulkhead('exec', 'missing', 'no-such-command').code, 127);
      const started = Date.now();
      assert.equal(engine.bulkhead('rm', '-f', 'missing').code, 0);
      assert.ok(Date.now() - started < 20_000, 'a process that nobody waited for held the container up');
    });

    test('gives an interactive terminal with its size', () => {
      const command = `stty rows 33 cols 99; ${engine.commandLine} run --rm -it ${host} sh -c 'tty; stty size'`;
      const { stdout } = engine.command(['script', '-qec', command, '/dev/null']);
      assert.match(stdout, /\/dev\/(pts\/0|console)/);
      assert.match(stdout, /33 99/);
    });
  });
}
