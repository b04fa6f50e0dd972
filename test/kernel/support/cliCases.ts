import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { BUSYBOX, busyboxImage } from './busyboxImage';
import { archiveOf, dockerSave, ociLayout, writeFolder } from './imageArchive';
import { TestEngine, type Mode } from './TestEngine';
import { until } from '../../support/until';

/** Our own command line, where `containerCases` leaves off. */
export function cliCases(mode: Mode, program?: string): void {
  suite(`the command line, ${[mode, program].filter(Boolean).join(', ')}`, () => {
    let engine: TestEngine;
    const bulkhead = (...args: string[]) => engine.bulkhead(...args);
    const beside = (...args: string[]) => engine.background([engine.commandLine, ...args]);
    const state = (name: string) => {
      const [found] = JSON.parse(bulkhead('inspect', name).stdout) as { State: { Status: string }; RestartCount: number }[];
      return `${found?.State.Status} ${found?.RestartCount}`;
    };
    before(() => {
      engine = TestEngine.start(mode, [], program);
    });
    after(() => engine.stop());

    test('load takes a docker archive, and a folder in OCI layout; images lists them', async () => {
      const [saved, laidOut] = [await busyboxImage(), await busyboxImage({ Cmd: ['echo', 'laid out'] }, 'laid/out:2')];
      const [file, folder] = [join(engine.directory, 'image.tar'), join(engine.directory, 'layout')];
      writeFileSync(file, await archiveOf(dockerSave(saved)));
      writeFolder(ociLayout(laidOut), folder);
      assert.deepEqual(bulkhead('load', '-i', file), { code: 0, stdout: `Loaded image: ${BUSYBOX}\n`, stderr: '' });
      assert.deepEqual(bulkhead('load', folder), { code: 0, stdout: 'Loaded image: laid/out:2\n', stderr: '' });
      const { stdout } = bulkhead('images');
      assert.match(stdout, /^REPOSITORY +TAG +IMAGE ID +CREATED +SIZE\n/);
      assert.match(stdout, /^laid\/out +2 +[0-9a-f]{12} /m);
      assert.match(stdout, /^bulkhead\.local\/host +latest /m);
      assert.equal(bulkhead('run', '--rm', 'laid/out:2').stdout, 'laid out\n');
      assert.match(bulkhead('load', '/etc/passwd').stderr, /^bulkhead: the archive /);
    });

    test('logs -f follows to the end; top, stats, kill and rm know the container', async () => {
      bulkhead(
        'run',
        '-d',
        '--name',
        'known',
        BUSYBOX,
        'sh',
        '-c',
        'trap "echo bye; exit 4" USR1; echo hi; while :; do sleep 0.1; done',
      );
      const followed = beside('logs', '-f', 'known');
      await until(() => followed.output().includes('hi'));
      assert.match(bulkhead('top', 'known').stdout, /^UID +PID .*\n[^]* sh -c trap/);
      assert.match(bulkhead('stats', '--no-stream', 'known').stdout, /^CONTAINER ID +NAME +CPU CORES .*\n[0-9a-f]{12} +known /);
      assert.match(bulkhead('rm', 'known').stderr, /container is running/);
      assert.equal(bulkhead('kill', '-s', 'USR1', 'known').stdout, 'known\n');
      assert.equal(await followed.ended, 0);
      assert.equal(followed.output(), 'hi\nbye\n');
      assert.equal(bulkhead('wait', 'known').stdout, '4\n');
      assert.equal(bulkhead('rm', 'known').stdout, 'known\n');
      assert.deepEqual(bulkhead('rm', 'known'), { code: 1, stdout: '', stderr: 'bulkhead: No such container: known\n' });
    });

    test('ps, inspect, stats and images show what they are asked for', () => {
      for (const name of ['first', 'second']) bulkhead('run', '-d', '--name', name, '-l', `is=${name}`, BUSYBOX, 'sleep', '100');
      const template = '{{.Names}} {{.State}} {{.Labels}}';
      assert.equal(bulkhead('ps', '-l', '--format', template).stdout, 'second running is=second\n');
      assert.equal(bulkhead('ps', '-f', 'label=is=first', '--format', template).stdout, 'first running is=first\n');
      assert.match(bulkhead('ps', '-f', 'colour=red').stderr, /invalid filter 'colour'/);
      assert.equal(
        bulkhead('inspect', '-f', '{{.State.Status}} {{json .Config.Cmd}}', 'first').stdout,
        'running ["sleep","100"]\n',
      );
      const both = bulkhead('inspect', '-f', '{{.Name}}', 'nosuch', 'second');
      assert.deepEqual(both, { code: 1, stdout: '/second\n', stderr: 'bulkhead: No such object: nosuch\n' });
      assert.match(bulkhead('inspect', '--type', 'image', 'first').stderr, /No such image: first/);
      assert.match(bulkhead('stats', '--no-stream', '--format', '{{.Name}} {{.PIDs}}', 'first').stdout, /^first 1\n$/);
      assert.equal(bulkhead('images', '--format', '{{.Repository}}:{{.Tag}}', 'laid/out').stdout, 'laid/out:2\n');
      assert.equal(bulkhead('stop', '--timeout', '0', 'first', 'second').stdout, 'first\nsecond\n');
      bulkhead('rm', 'first', 'second');
    });

    test('run says of what cannot be run why, and how an image is to be had', () => {
      const refused = (...args: string[]) => {
        const { code, stderr } = bulkhead('run', '--rm', ...args);
        return [code, stderr];
      };
      const cannot = 'bulkhead: failed to create task for container: unable to start container process: exec:';
      assert.deepEqual(refused(BUSYBOX, 'nosuch'), [127, `${cannot} "nosuch": executable file not found in $PATH\n`]);
      assert.deepEqual(refused(BUSYBOX, '/etc/passwd'), [126, `${cannot} "/etc/passwd": permission denied\n`]);
      assert.deepEqual(refused(BUSYBOX, '/etc'), [126, `${cannot} "/etc": is a directory\n`]);
      const [code, stderr] = refused('not/here');
      assert.equal(code, 125);
      assert.match(String(stderr), /^bulkhead: cannot pull not\/here:latest: .* Load it from an archive/);
    });

    test('each name has its turn, whatever becomes of the others', () => {
      for (const name of ['one', 'two']) bulkhead('run', '-d', '--name', name, BUSYBOX, 'true');
      const missing = 'bulkhead: No such container: nosuch\n';
      assert.deepEqual(bulkhead('wait', 'one', 'nosuch', 'two'), { code: 1, stdout: '0\n0\n', stderr: missing });
      assert.deepEqual(bulkhead('rm', 'one', 'nosuch', 'two'), { code: 1, stdout: 'one\ntwo\n', stderr: missing });
      const { code, stderr } = bulkhead('rmi', 'nosuch', 'other');
      assert.deepEqual([code, stderr], [1, 'bulkhead: No such image: nosuch:latest\nbulkhead: No such image: other:latest\n']);
    });

    test('logs are cut by times of all kinds, and by none that is not one', () => {
      bulkhead('run', '--name', 'cut', BUSYBOX, 'sh', '-c', 'echo first; sleep 0.1; echo second');
      const [, second = ''] = bulkhead('logs', '-t', 'cut')
        .stdout.split('\n')
        .map((line) => line.replace(/ .*/, ''));
      assert.equal(bulkhead('logs', '--since', second, 'cut').stdout, 'second\n');
      assert.equal(bulkhead('logs', '--since', '1h30m', '--until', second, 'cut').stdout, 'first\nsecond\n');
      assert.equal(bulkhead('logs', '--until', '1h30m', 'cut').stdout, '');
      const { code, stdout, stderr } = bulkhead('logs', '--since', 'tomorrow', 'cut');
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(stderr, /^bulkhead: 'tomorrow' is not a time: expected Unix seconds, or a time like /);
      bulkhead('rm', 'cut');
    });

    test('stats names what has been started since', async () => {
      bulkhead('run', '-d', '--name', 'sooner', BUSYBOX, 'sleep', '100');
      const stats = beside('stats', '--format', 'name {{.Name}}');
      await until(() => stats.output().includes('name sooner\n'));
      bulkhead('run', '-d', '--name', 'later', BUSYBOX, 'sleep', '100');
      await until(() => stats.output().includes('name later\n'));
      stats.kill();
      await stats.ended;
      assert.doesNotMatch(stats.output(), /name \n/);
      bulkhead('rm', '-f', 'sooner', 'later');
    });

    test('a container with a terminal is left by its keys and goes on', () => {
      const run = `${engine.commandLine} run -it --name left ${BUSYBOX} sh`;
      const typed = "(sleep 2; printf 'echo $((40+2))\\r'; sleep 1; printf '\\020\\021'; sleep 2)";
      const { stdout } = engine.command(['sh', '-c', `${typed} | script -qec '${run}' /dev/null; echo code $?`]);
      assert.match(stdout, /42\r\n[\s\S]*read escape sequence\r\ncode 0\n$/);
      assert.equal(state('left'), 'running 0');
      bulkhead('rm', '-f', 'left');
    });

    test('exec takes variables of a file', () => {
      writeFileSync(join(engine.directory, 'variables'), '# comment\nA=file\nB=file\n');
      bulkhead('run', '-d', '--name', 'told', BUSYBOX, 'sleep', '100');
      const command = ['told', 'sh', '-c', 'echo $A $B'];
      const { stdout } = bulkhead('exec', '--env-file', join(engine.directory, 'variables'), '-e', 'B=flag', ...command);
      assert.equal(stdout, 'file flag\n');
      bulkhead('rm', '-f', 'told');
    });

    test('host tells what can be done here', () => {
      const { code, stdout } = bulkhead('host');
      assert.equal(code, 0);
      assert.match(stdout, /^Linux .* cgroups (v1|v2|hybrid)\nEngine /);
      assert.match(stdout, mode === 'root' ? /in mode root/ : /in mode rootless/);
    });

    const compose = `
services:
  talker:
    image: ${BUSYBOX}
    command: sh -c 'trap "echo stopping; exit 0" TERM; echo talking; while :; do sleep 0.1; done'
  helper:
    image: ${BUSYBOX}
    command: sh -c 'echo helping; sleep 1000'
    stop_grace_period: 0s
    depends_on: [talker]
`;

    test('up shows everybody and stops them with Ctrl-C; up -d leaves them; down takes them away', async () => {
      const file = join(engine.directory, 'compose.yaml');
      writeFileSync(file, compose);
      const up = beside('up', '-p', 'duo', file);
      await until(() => /talker-1 +\| talking/.test(up.output()) && /helper-1 +\| helping/.test(up.output()));
      up.kill('SIGINT');
      assert.equal(await up.ended, 0);
      assert.match(up.output(), /talker-1 +\| stopping/);
      assert.equal(bulkhead('ps', '-q').stdout, '');
      assert.equal(bulkhead('up', '-d', '-p', 'duo', file).code, 0);
      assert.equal(bulkhead('ps', '-q').stdout.trim().split('\n').length, 2);
      assert.equal(bulkhead('down', '-p', 'duo').code, 0);
      assert.equal(bulkhead('ps', '-a', '-q').stdout, '');
    });

    test('up and down without a file take the override and .env of the directory', () => {
      const write = (name: string, text: string): void => writeFileSync(join(engine.directory, name), text);
      write('compose.yaml', compose);
      write('compose.override.yml', 'services:\n  helper: { command: "echo $WORD", depends_on: !reset [] }\n');
      write('.env', 'COMPOSE_PROJECT_NAME=named\nWORD=overridden\n');
      assert.equal(bulkhead('up', '-d', '-s', 'helper').code, 0);
      assert.equal(bulkhead('wait', 'named-helper-1').stdout, '0\n');
      assert.equal(bulkhead('logs', 'named-helper-1').stdout, 'overridden\n');
      assert.equal(bulkhead('down').code, 0);
      assert.equal(bulkhead('ps', '-a', '-q').stdout, '');
      assert.equal(bulkhead('up', '-d', '-s', 'helper').code, 0);
      rmSync(join(engine.directory, 'compose.yaml'));
      assert.match(bulkhead('down').stderr, /no Compose file given, and none of compose\.yaml, .* is here or above/);
      engine.set('COMPOSE_PROJECT_NAME', 'named');
      assert.equal(bulkhead('down').code, 0);
      engine.set('COMPOSE_PROJECT_NAME', '');
      assert.equal(bulkhead('ps', '-a', '-q').stdout, '');
    });

    test('up says of what is no Compose file why', () => {
      const refused = (file: string) => {
        const { code, stderr } = bulkhead('up', file);
        return [code, stderr.split('\n')[0]];
      };
      const missing = join(engine.directory, 'missing.yaml');
      assert.deepEqual(refused(missing), [1, `${missing}: error: File ${missing} does not exist or cannot be read.`]);
      assert.deepEqual(refused('/etc'), [1, '/etc: error: File /etc does not exist or cannot be read.']);
      writeFileSync(missing, 'services:\n  - a\n');
      assert.match(String(refused(missing)[1]), /missing\.yaml:2:3: error: /);
    });

    test('a restart policy holds over a new engine, and a stop by hand is meant', async () => {
      for (const policy of ['always', 'unless-stopped'])
        bulkhead('run', '-d', '--name', policy, '--restart', policy, BUSYBOX, 'sh', '-c', 'sleep 0.5; exit 1');
      bulkhead('engine', 'stop');
      bulkhead('engine', 'start');
      for (const policy of ['always', 'unless-stopped']) {
        await until(() => Number(state(policy).split(' ')[1]) >= 2);
        bulkhead('stop', policy);
        assert.match(state(policy), /^exited /);
        bulkhead('rm', policy);
      }
      bulkhead('run', '-d', '--name', 'thrice', '--restart', 'on-failure:3', BUSYBOX, 'false');
      await until(() => state('thrice') === 'exited 3');
      bulkhead('rm', 'thrice');
    });

    test('a flag of docker that means nothing here is refused by name', () => {
      const { code, stderr } = bulkhead('run', '--rm', '--gpus', 'all', BUSYBOX, 'true');
      assert.equal(code, 125);
      assert.match(stderr, /unknown option '--gpus'/);
    });

    test('the engine stops while somebody follows its streams', async () => {
      const streams = ['/events', '/bulkhead/stats'].map((path) =>
        engine.background([process.execPath, '-e', FOLLOW, engine.socket, path]),
      );
      await until(() => streams.every(({ output }) => output() === '200\n'));
      assert.equal(bulkhead('engine', 'stop').stdout, 'engine stopped\n');
      await Promise.all(streams.map(({ ended }) => ended));
    });

    test('the engine ends when idle, stays for a container, and is started on demand', async () => {
      bulkhead('engine', 'stop');
      engine.set('BULKHEAD_IDLE_SECONDS', '3');
      bulkhead('run', '-d', '--name', 'keeper', BUSYBOX, 'sleep', '5');
      const first = engine.pidOf('engine');
      assert.equal(bulkhead('wait', 'keeper').stdout, '0\n');
      assert.equal(engine.pidOf('engine'), first, 'the container did not keep the engine');
      await until(() => !alive(first));
      assert.match(bulkhead('ps', '-a').stdout, /keeper/);
      assert.notEqual(engine.pidOf('engine'), first);
      bulkhead('rm', 'keeper');
    });
  });
}

const FOLLOW = `
const [, socketPath, path] = process.argv;
require('node:http').get({ socketPath, path }, (answer) => {
  console.log(answer.statusCode);
  answer.on('error', () => undefined).resume();
});
`;

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
