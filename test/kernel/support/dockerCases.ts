import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { BUSYBOX, busyboxImage } from './busyboxImage';
import { archiveOf, dockerSave } from './imageArchive';
import { TestEngine, type Mode } from './TestEngine';
import { until } from '../../support/until';

const ID = /^[0-9a-f]{64}\n$/;
const ticking = 'trap "exit 3" TERM; i=0; while :; do i=$((i+1)); echo tick $i; sleep 0.1; done';

/** The docker command against our socket: what it prints and the codes it ends with are those it has against Docker. */
export function dockerCases(mode: Mode): void {
  suite(`the docker command, ${mode}`, () => {
    let engine: TestEngine;
    const docker = (...args: string[]) => engine.docker(...args);
    const inspected = (name: string, format: string) => docker('inspect', '-f', format, name).stdout.trim();
    before(async () => {
      engine = TestEngine.start(mode);
      const archive = await archiveOf(dockerSave(await busyboxImage()));
      const { code, stdout, stderr } = engine.command(['docker', 'load'], archive);
      assert.deepEqual({ code, stdout }, { code: 0, stdout: `Loaded image: ${BUSYBOX}\n` }, stderr);
    });
    after(() => engine.stop());

    test('version and info speak of this engine', () => {
      assert.match(docker('version').stdout, /Server: Bulkhead[\s\S]*API version: +1\.\d+/);
      const { code, stdout, stderr } = docker('info', '--format', '{{.Driver}} {{.DefaultRuntime}} {{json .SecurityOptions}}');
      assert.equal(code, 0, stderr);
      assert.match(stdout, /^overlay bulkhead /);
      assert.equal(stdout.includes('name=rootless'), mode === 'rootless');
    });

    test('images lists the loaded image, by one of its names only when asked so', () => {
      assert.match(docker('images').stdout, /^REPOSITORY +TAG +IMAGE ID +CREATED +SIZE\nexample.test\/busybox +1 +[0-9a-f]{12} /);
      assert.equal(docker('tag', BUSYBOX, 'other:2').code, 0);
      assert.equal(docker('images', '--format', '{{.Repository}}:{{.Tag}}', 'other').stdout, 'other:2\n');
      assert.equal(docker('rmi', 'other:2').stdout, 'Untagged: other:2\n');
      const { code, stdout, stderr } = docker('image', 'inspect', 'nosuch');
      assert.deepEqual([code, stdout, stderr], [1, '[]\n', 'Error response from daemon: No such image: nosuch:latest\n']);
    });

    test('run --rm gives output and exit code, and leaves nothing', () => {
      const { code, stdout, stderr } = docker('run', '--rm', BUSYBOX, 'sh', '-c', 'echo out; echo err >&2; exit 9');
      assert.deepEqual({ code, stdout, stderr }, { code: 9, stdout: 'out\n', stderr: 'err\n' });
      assert.equal(docker('ps', '-a', '-q').stdout, '');
    });

    test('run --rm does not wait for the disk at its end, and is restarted with what it has written', async () => {
      assert.match(docker('run', '--rm', BUSYBOX, 'grep', ' / overlay ', '/proc/mounts').stdout, /[,=]volatile\b/);
      const script = 'echo run >> /runs; cat /runs; exec sleep 100';
      docker('run', '-d', '--rm', '--name', 'kept', BUSYBOX, 'sh', '-c', script);
      await until(() => docker('logs', 'kept').stdout === 'run\n');
      assert.deepEqual(pick(docker('restart', '-t', '0', 'kept')), [0, 'kept\n', '']);
      await until(() => docker('logs', 'kept').stdout === 'run\nrun\nrun\n');
      docker('stop', '-t', '0', 'kept');
      await until(() => docker('ps', '-a', '-q').stdout === '');
    });

    test('a container that stays has its files on the disk when it has ended', () => {
      docker('run', '--name', 'stays', BUSYBOX, 'grep', ' / overlay ', '/proc/mounts');
      assert.match(docker('logs', 'stays').stdout, /upperdir=/);
      assert.doesNotMatch(docker('logs', 'stays').stdout, /volatile/);
      docker('rm', 'stays');
    });

    const failures: [what: string, args: string[], code: number, message: RegExp][] = [
      ['a missing command', [BUSYBOX, 'nosuch'], 127, /exec: "nosuch": executable file not found in \$PATH/],
      ['a missing file', [BUSYBOX, '/nosuch'], 127, /exec: "\/nosuch": stat \/nosuch: no such file or directory/],
      ['a file that is not executable', [BUSYBOX, '/etc/passwd'], 126, /exec: "\/etc\/passwd": permission denied/],
      ['an unknown user', ['-u', 'nobody', BUSYBOX, 'id'], 125, /unable to find user nobody: no matching entries in passwd file/],
      [
        'a device that is not here',
        ['--device', '/dev/nosuch', BUSYBOX, 'true'],
        // The client finds a missing command in these words, whatever they are about.
        127,
        /custom device "\/dev\/nosuch": no such file or directory/,
      ],
      ['an image that is not here', ['nosuch:1', 'true'], 125, /Unable to find image 'nosuch:1' locally[\s\S]*docker load/],
      [
        'a relative source',
        ['-v', 'a/b:/c', BUSYBOX, 'true'],
        125,
        /If you intended to pass a host directory, use absolute path/,
      ],
      ['less than no CPU', ['--cpus', '-1', BUSYBOX, 'true'], 125, /range of CPUs is from 0\.01|cpu controller/],
      ['a signal nobody knows', ['--stop-signal', 'NOPE', BUSYBOX, 'true'], 125, /invalid signal: NOPE/],
      ['a platform the image is not for', ['--platform', 'linux/s390x', BUSYBOX, 'true'], 125, /wanted linux\/s390x, actual/],
      ['a network of nobody', ['--network', 'container:nosuch', BUSYBOX, 'true'], 125, /daemon: No such container: nosuch\n/],
      ['an address', ['--mac-address', '02:42:ac:11:00:02', BUSYBOX, 'true'], 125, /address 02:42:ac:11:00:02 cannot be given/],
      ['a published port', ['-p', '80:80', BUSYBOX, 'true'], 125, /port 80\/tcp cannot be published/],
    ];
    for (const [what, args, code, message] of failures)
      test(`run ends with ${code} for ${what}`, () => {
        const outcome = docker('run', '--rm', ...args);
        assert.equal(outcome.code, code, outcome.stderr);
        assert.match(outcome.stderr, message);
        assert.equal(docker('ps', '-a', '-q').stdout, '');
      });

    test('a restart policy that makes no sense is refused', () => {
      const negative = docker('create', '--restart', 'on-failure:-1', BUSYBOX).stderr;
      assert.match(negative, /invalid restart policy: maximum retry count cannot be negative/);
      const always = docker('create', '--restart', 'always:3', BUSYBOX).stderr;
      assert.match(always, /invalid restart policy: maximum retry count can only be used with 'on-failure'/);
      assert.match(docker('ps', '--filter', 'status=nosuch').stderr, /invalid filter 'status=nosuch'/);
    });

    test('run --ipc host runs, whatever the host has mounted', () => {
      assert.equal(docker('run', '--rm', '--ipc', 'host', BUSYBOX, 'echo', 'shared').stdout, 'shared\n');
    });

    test('run -w makes the working directory, and a user has the groups of Docker', () => {
      assert.equal(docker('run', '--rm', '-w', '/made/here', BUSYBOX, 'pwd').stdout, '/made/here\n');
      assert.equal(
        docker('run', '--rm', '-u', 'sailor', '--group-add', '55', BUSYBOX, 'id').stdout,
        'uid=1000(sailor) gid=1000(sailor) groups=55,1000(sailor)\n',
      );
    });

    /** In a terminal of its own, which a test types into. */
    const inTerminal = (command: string) => engine.background(['script', '-qec', command, '/dev/null']);

    test('run -it has a terminal of the size of its own, and stdin', async () => {
      const shell = inTerminal(`stty rows 33 cols 99; docker run --rm -it ${BUSYBOX} sh`);
      await until(() => shell.output().includes('# '));
      shell.type('tty; stty size; exit 5\n');
      assert.equal(await shell.ended, 5);
      assert.match(shell.output(), /\/dev\/pts\/0\r\n33 99\r\n/);
    });

    test('run -it without a terminal is refused', () => {
      const { code, stderr } = docker('run', '--rm', '-it', BUSYBOX, 'true');
      assert.deepEqual([code, stderr.trim()], [1, 'the input device is not a TTY']);
      assert.equal(docker('ps', '-a', '-q').stdout, '');
    });

    test('run -i passes stdin and its end', () => {
      const { code, stdout } = engine.command(['docker', 'run', '--rm', '-i', BUSYBOX, 'wc', '-c'], 'x'.repeat(300_000));
      assert.deepEqual([code, stdout], [0, '300000\n']);
    });

    test('a container goes through run -d, ps, top, stats, exec, rename, restart, stop and rm', async () => {
      assert.match(docker('run', '-d', '--name', 'life', BUSYBOX, 'sh', '-c', ticking).stdout, ID);
      assert.match(
        docker('ps').stdout,
        /^CONTAINER ID +IMAGE +COMMAND +CREATED +STATUS +PORTS +NAMES\n[0-9a-f]{12} .* Up .* life\n$/,
      );
      assert.match(
        docker('run', '-d', '--name', 'life', BUSYBOX).stderr,
        /The container name "\/life" is already in use by container/,
      );
      assert.match(docker('top', 'life').stdout, /^UID +PID +PPID +C +STIME +TTY +TIME +CMD\n[^]*sh -c trap/);
      assert.match(docker('top', 'life', '-o', 'pid,comm').stdout, /^PID +COMMAND\n[^]*\b\d+ +sh\n/);
      assert.deepEqual(pick(docker('top', 'life', '-o', 'nosuch')), [
        1,
        '',
        'Error response from daemon: ps: error: unknown user-defined format specifier "nosuch"\n',
      ]);
      assert.match(
        docker('stats', '--no-stream', '--format', '{{.Name}} {{.CPUPerc}} {{.MemUsage}}', 'life').stdout,
        /^life [\d.]+% \S+ \/ \S+\n$/,
      );
      assert.deepEqual(pick(docker('exec', 'life', 'sh', '-c', 'echo inside; exit 4')), [4, 'inside\n', '']);
      assert.deepEqual(pick(docker('rename', 'life', 'death')), [0, '', '']);
      const before = inspected('death', '{{.State.Pid}}');
      assert.deepEqual(pick(docker('restart', 'death')), [0, 'death\n', '']);
      assert.notEqual(inspected('death', '{{.State.Pid}}'), before);
      // Its trap is set in the second run as well.
      await until(() => docker('logs', 'death').stdout.split('tick 1\n').length > 2);
      assert.match(docker('rm', 'death').stderr, /container is running: stop the container before removing or force remove/);
      assert.deepEqual(pick(docker('stop', 'death')), [0, 'death\n', '']);
      assert.equal(inspected('death', '{{.State.Status}} {{.State.ExitCode}}'), 'exited 3');
      assert.deepEqual(pick(docker('stop', 'death')), [0, 'death\n', '']);
      assert.match(docker('kill', 'death').stderr, /is not running/);
      assert.deepEqual(pick(docker('rm', 'death', 'nosuch')), [
        1,
        'death\n',
        'Error response from daemon: No such container: nosuch\n',
      ]);
    });

    // Frozen by a cgroup: whoever has none is told.
    test(mode !== 'rootless' ? 'pause freezes, and unpause lets go' : 'pause is refused by name without a freezer', () => {
      docker('run', '-d', '--name', 'frozen', BUSYBOX, 'sleep', '100');
      if (mode !== 'rootless') {
        assert.deepEqual(pick(docker('pause', 'frozen')), [0, 'frozen\n', '']);
        assert.match(docker('ps', '--format', '{{.Status}}').stdout, /^Up .* \(Paused\)\n$/);
        assert.match(docker('pause', 'frozen').stderr, /is already paused/);
        assert.match(docker('exec', 'frozen', 'true').stderr, /is paused, unpause the container before exec/);
        assert.deepEqual(pick(docker('unpause', 'frozen')), [0, 'frozen\n', '']);
      } else assert.match(docker('pause', 'frozen').stderr, /can be paused only with a freezer cgroup/);
      docker('rm', '-f', 'frozen');
    });

    test('logs follow to the end, and can be asked for in parts', async () => {
      const script = 'for i in 1 2 3 4 5; do echo line $i; sleep 0.1; done; exit 6';
      docker('run', '-d', '--name', 'writer', BUSYBOX, 'sh', '-c', script);
      const followed = engine.background(['docker', 'logs', '-f', 'writer']);
      assert.equal(docker('wait', 'writer').stdout, '6\n');
      assert.equal(await followed.ended, 0);
      assert.equal(followed.output(), 'line 1\nline 2\nline 3\nline 4\nline 5\n');
      assert.equal(docker('logs', '--tail', '2', 'writer').stdout, 'line 4\nline 5\n');
      assert.match(docker('logs', '-t', '-n', '1', 'writer').stdout, /^\d{4}-\d\d-\d\dT[\d:.]+Z line 5\n$/);
      assert.equal(docker('logs', '--details', '-n', '1', 'writer').stdout, ' line 5\n');
      assert.equal(docker('logs', '--until', '1h', 'writer').stdout, '');
      assert.deepEqual(pick(docker('start', '-a', 'writer'))[0], 6);
      docker('rm', 'writer');
    });

    test('exec -it has a terminal, and failures have the codes of Docker', async () => {
      docker('run', '-d', '--name', 'host', BUSYBOX, 'sleep', '100');
      // Its input stays open: the end of it script would tell by a character, which the terminal shows wherever it comes.
      const terminal = inTerminal("docker exec -it host sh -c 'tty; exit 7'");
      assert.equal(await terminal.ended, 7);
      assert.match(terminal.output(), /^\/dev\/pts\/\d+\r\n$/);
      assert.equal(docker('exec', 'host', 'nosuch').code, 127);
      assert.equal(docker('exec', 'host', '/etc/passwd').code, 126);
      const unknown = docker('exec', '-u', 'nobody', 'host', 'id');
      assert.deepEqual(
        [unknown.code, unknown.stdout.trim()],
        [126, 'unable to find user nobody: no matching entries in passwd file'],
      );
      assert.equal(
        docker('exec', '-e', 'A=b', '-u', 'sailor', '-w', '/etc', 'host', 'sh', '-c', 'echo $A $(id -u) $PWD').stdout,
        'b 1000 /etc\n',
      );
      assert.equal(docker('exec', '-d', 'host', 'touch', '/tmp/x').code, 0);
      await until(() => docker('exec', 'host', 'ls', '/tmp').stdout === 'x\n');
      docker('rm', '-f', 'host');
    });

    test('exec -u has the capabilities that go with its user, and --privileged all there can be', () => {
      docker('run', '-d', '--name', 'held', '-u', 'sailor', BUSYBOX, 'sleep', '100');
      const sets = (...flags: string[]): string[] =>
        [...docker('exec', ...flags, 'held', 'grep', 'Cap', '/proc/self/status').stdout.matchAll(/Cap(Eff|Bnd):\t0*(\w+)/g)].map(
          ([, name, bits]) => `${String(name)} ${String(bits)}`,
        );
      const none = 'Eff 0';
      assert.deepEqual(sets(), [none, 'Bnd a80425fb']);
      assert.deepEqual(sets('-u', '0'), ['Eff a80425fb', 'Bnd a80425fb']);
      const [held = '', bounding = ''] = sets('-u', '0', '--privileged');
      assert.equal(held.slice(4), bounding.slice(4));
      // CAP_SYS_ADMIN is bit 21.
      assert.equal((BigInt(`0x${bounding.slice(4)}`) >> 21n) & 1n, 1n);
      assert.deepEqual(sets('--privileged'), [none, bounding]);
      docker('rm', '-f', 'held');
    });

    test('exec -it loses no output when more is typed than is read', () => {
      docker('run', '-d', '--name', 'typed', BUSYBOX, 'sleep', '100');
      const once = `script -qec "docker exec -it typed tty" /dev/null < /dev/null`;
      const { stdout } = engine.command(['sh', '-c', `for i in 1 2 3 4 5 6 7 8 9 10; do ${once}; done`]);
      assert.equal(stdout.match(/\/dev\/pts\/\d+/g)?.length, 10, stdout);
      docker('rm', '-f', 'typed');
    });

    test('attach shows what comes from now on, and leaves the container when it is left', async () => {
      docker('run', '-d', '--name', 'seen', BUSYBOX, 'sh', '-c', ticking);
      const attached = engine.background(['docker', 'attach', '--sig-proxy=false', 'seen']);
      await until(() => attached.output().includes('tick'));
      attached.kill('SIGKILL');
      await attached.ended;
      assert.equal(inspected('seen', '{{.State.Status}}'), 'running');
      const proxied = engine.background(['docker', 'attach', 'seen']);
      await until(() => proxied.output().includes('tick'));
      proxied.kill('SIGTERM');
      assert.equal(await proxied.ended, 3);
      docker('rm', '-f', 'seen');
    });

    test('attach gives input to a container with a terminal', async () => {
      docker('run', '-dit', '--name', 'shell', BUSYBOX, 'sh');
      const shell = inTerminal('docker attach shell');
      shell.type('echo $((40+2))\n');
      await until(() => /\r\n42\r\n/.test(shell.output()));
      shell.type('exit 8\n');
      assert.equal(await shell.ended, 8);
      docker('rm', '-f', 'shell');
    });

    test('kill sends the signal it is told', async () => {
      const script = 'trap "exit 12" USR1; echo ready; while :; do sleep 0.1; done';
      docker('run', '-d', '--name', 'signalled', BUSYBOX, 'sh', '-c', script);
      await until(() => docker('logs', 'signalled').stdout === 'ready\n');
      assert.match(docker('kill', '-s', 'NOSUCH', 'signalled').stderr, /invalid signal: NOSUCH/i);
      assert.equal(docker('kill', '-s', 'USR1', 'signalled').stdout, 'signalled\n');
      assert.equal(docker('wait', 'signalled').stdout, '12\n');
      docker('start', 'signalled');
      assert.equal(docker('kill', 'signalled').stdout, 'signalled\n');
      assert.equal(docker('wait', 'signalled').stdout, '137\n');
      docker('rm', 'signalled');
    });

    test('inspect tells what was asked for and what became of it', () => {
      docker('create', '--name', 'asked', '-e', 'A=b', '-l', 'x=y', '-h', 'berth', '--entrypoint', 'echo', BUSYBOX, 'one', 'two');
      assert.equal(
        inspected('asked', '{{.State.Status}} {{.Config.Hostname}} {{.Path}} {{json .Args}}'),
        'created berth echo ["one","two"]',
      );
      assert.equal(inspected('asked', '{{json .Config.Env}} {{json .Config.Labels}}'), '["A=b","PATH=/bin"] {"x":"y"}');
      assert.equal(inspected('asked', '{{.HostConfig.ShmSize}} {{.HostConfig.PidsLimit}}'), '67108864 <nil>');
      assert.match(inspected('asked', '{{json .HostConfig.MaskedPaths}}'), /"\/proc\/kcore"/);
      assert.match(inspected('asked', '{{json .HostConfig.ReadonlyPaths}}'), /"\/proc\/sys"/);
      docker('rm', 'asked');
      const { code, stderr } = docker('inspect', 'nosuch');
      assert.deepEqual([code, stderr], [1, 'Error: No such object: nosuch\n']);
    });

    test('events tell the life of a container in the order and words of Docker', async () => {
      const format = '{{.Action}} {{.Actor.Attributes.name}} {{.Actor.Attributes.exitCode}}';
      const since = String(Date.now() / 1000);
      docker('create', '--name', 'told', BUSYBOX, 'sleep', '100');
      const watching = engine.background([
        'docker',
        'events',
        '--since',
        since,
        '--filter',
        'container=told',
        '--format',
        format,
      ]);
      // From now on it sees what happens.
      await until(() => watching.output().includes('create'));
      docker('start', 'told');
      docker('exec', 'told', 'true');
      docker('top', 'told');
      docker('kill', 'told');
      docker('rm', 'told');
      await until(() => watching.output().includes('destroy'));
      watching.kill();
      await watching.ended;
      const actions = watching
        .output()
        .trim()
        .split('\n')
        .map((line) => line.replace(' <no value>', '').trim());
      const expected = ['create told', 'start told', 'exec_create: true  told', 'exec_start: true  told', 'exec_die told 0'];
      assert.deepEqual(actions, [...expected, 'top told', 'kill told', 'die told 137', 'destroy told']);
    });

    test('a restart policy starts it as often as it says', async () => {
      docker('run', '-d', '--name', 'again', '--restart', 'on-failure:2', BUSYBOX, 'sh', '-c', 'echo run; exit 4');
      assert.equal(docker('logs', '-f', 'again').stdout, 'run\nrun\nrun\n');
      await until(() => inspected('again', '{{.State.Status}} {{.RestartCount}}') === 'exited 2');
      assert.equal(docker('logs', 'again').stdout, 'run\nrun\nrun\n');
      docker('rm', 'again');
    });

    test('volumes keep what is written, and system prune takes what nobody uses', () => {
      assert.equal(docker('volume', 'create', 'hold').stdout, 'hold\n');
      docker('run', '--rm', '-v', 'hold:/data', BUSYBOX, 'sh', '-c', 'echo cargo > /data/f');
      assert.equal(docker('run', '--rm', '-v', 'hold:/data:ro', BUSYBOX, 'cat', '/data/f').stdout, 'cargo\n');
      docker('create', '--name', 'user', '-v', 'hold:/data', BUSYBOX);
      assert.match(docker('volume', 'rm', 'hold').stderr, /volume is in use/);
      const pruned = docker('system', 'prune', '-f');
      assert.equal(pruned.code, 0, pruned.stderr);
      assert.equal(docker('ps', '-aq').stdout, '');
      assert.equal(docker('volume', 'rm', 'hold').stdout, 'hold\n');
    });

    test('what the engine cannot do is refused by name', () => {
      const refusals: [args: string[], message: RegExp][] = [
        [['build', '-t', 'x', '-'], /\/build is not available in this engine/],
        [['network', 'create', 'x'], /bridge networks come with a later version/],
        [['cp', 'any:/etc/hosts', '-'], /\/containers\/any\/archive is not available in this engine/],
        [['swarm', 'init'], /\/swarm\/init is not available in this engine/],
      ];
      for (const [args, message] of refusals) {
        const { code, stderr } = engine.command(['docker', ...args], 'FROM scratch\n');
        assert.equal(code, 1);
        assert.match(stderr, message);
      }
    });
  });
}

function pick({ code, stdout, stderr }: ReturnType<TestEngine['docker']>): [number | null, string, string] {
  return [code, stdout, stderr];
}
