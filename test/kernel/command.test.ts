import assert from 'node:assert/strict';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { until } from '../support/until';
import { TestEngine } from './support/TestEngine';

const host = 'bulkhead.local/host';

/** What the small program in front of the engine has to do by itself; what the commands do is in cliCases. */
suite('bulkhead, in front of the engine', () => {
  let engine: TestEngine;
  const shell = (script: string, input?: string) =>
    engine.command(['bash', '-c', script, 'bash', engine.commandLine, host], input);
  /** Where every command of the system is, but no Node. */
  const nodeless = (program: string, ...args: string[]) =>
    engine.command(['env', `PATH=${join(engine.directory, 'nowhere')}`, program, ...args]);
  const connections = (): number =>
    readFileSync('/proc/net/unix', 'utf8')
      .split('\n')
      .filter((line) => line.includes(engine.socket)).length;
  before(() => {
    engine = TestEngine.start('root');
    mkdirSync(join(engine.directory, 'nowhere'));
  });
  after(() => engine.stop());

  test('needs no Node for what the engine does, and says so where it needs one', () => {
    const ran = nodeless(engine.commandLine, 'run', '--rm', host, 'echo', 'quick');
    assert.deepEqual(ran, { code: 0, stdout: 'quick\n', stderr: '' });
    const checked = nodeless(engine.commandLine, 'check', 'compose.yaml');
    assert.equal(checked.code, 1);
    assert.match(checked.stderr, /^bulkhead: node cannot be started: No such file or directory\. Install Node\.js 20/);
  });

  test('is not answered by the engine of another build', () => {
    const other = join(engine.directory, 'other');
    cpSync(dirname(engine.commandLine), other, { recursive: true });
    const program = join(other, 'bulkhead');
    assert.match(nodeless(program, 'ps').stderr, /node cannot be started/);
    assert.match(engine.command([program, 'ps']).stdout, /^CONTAINER ID/);
    rmSync(other, { recursive: true });
    const alone = join(engine.directory, 'alone');
    mkdirSync(alone);
    for (const name of readdirSync(dirname(engine.commandLine)))
      symlinkSync(join(dirname(engine.commandLine), name), join(alone, name));
    rmSync(join(alone, 'bulkhead'));
    cpSync(engine.commandLine, join(alone, 'bulkhead'));
    assert.match(nodeless(join(alone, 'bulkhead'), 'ps').stderr, /node cannot be started/);
  });

  test('takes nothing of an input that no command reads', () => {
    const { stdout } = shell('"$1" run --rm "$2" true; "$1" ps -q; cat', 'for the shell\n');
    assert.equal(stdout, 'for the shell\n');
    assert.equal(shell('"$1" run --rm -i "$2" head -c 4; echo', 'four and more').stdout, 'four\n');
    assert.equal(shell('"$1" run --rm -i "$2" cat <&-').stdout, '');
  });

  test('reads files that only the caller has', () => {
    const { stdout, stderr } = shell('"$1" run --rm --env-file <(echo FROM=pipe) "$2" sh -c \'echo $FROM\'');
    assert.deepEqual([stdout, stderr], ['pipe\n', '']);
    assert.equal(
      shell('cd / && CALLER=me "$1" run --rm -e CALLER -v ./usr/share:/shared "$2" sh -c \'echo $CALLER\'').stdout,
      'me\n',
    );
  });

  test('copies much output through a slow reader, and ends with a reader that leaves', () => {
    const many = '"$1" run --rm "$2" sh -c "seq 200000; seq 3 >&2"';
    assert.equal(shell(`${many} 2>/dev/null | (sleep 1; md5sum)`).stdout, shell('seq 200000 | md5sum').stdout);
    assert.equal(shell(`${many} 2>/dev/null | head -1; echo \${PIPESTATUS[0]}`).stdout, '1\n141\n');
    assert.equal(shell(`${many} 2>&1 >/dev/null`).stdout, '1\n2\n3\n');
  });

  test('sends input on while nobody reads the output', () => {
    const fed = '"$1" run --rm -i "$2" sh -c "seq 400000 & cat >/dev/null; wait" < <(head -c 5000000 /dev/zero; touch fed)';
    assert.equal(shell(`${fed} | (until [ -e fed ]; do sleep 0.1; done; tail -n 1)`).stdout, '400000\n');
  });

  test('goes on ignoring what its caller ignores once the container has ended', () => {
    const run = '(trap "" INT; echo $BASHPID >ignoring; exec "$1" run --rm "$2" seq 40000)';
    assert.equal(shell(`${run} | (sleep 1; kill -INT $(cat ignoring); wc -l)`).stdout, '40000\n');
  });

  test('is called with as much as the kernel lets it', () => {
    const exporting = (filler: string): string =>
      `long=$(head -c 100000 /dev/zero | tr '\\0' '${filler}'); for i in {1..15}; do export V$i=$long; done`;
    for (const filler of ['a', '\\1'])
      assert.equal(shell(`${exporting(filler)}; "$1" run --rm -e V9 "$2" sh -c 'echo \${#V9}'`).stdout, '100000\n', filler);
  });

  test('needs a directory only for what is relative to it', () => {
    const inRemoved = (args: string) => shell(`mkdir removed; cd removed; rmdir ../removed; "$1" ${args}`);
    assert.equal(inRemoved('run --rm -v /usr:/shared "$2" echo hi').stdout, 'hi\n');
    const refused = inRemoved('run --rm -v ./usr:/shared "$2" echo hi');
    assert.deepEqual([refused.code, refused.stdout], [125, '']);
    assert.match(refused.stderr, /^bulkhead: this directory has been removed, so no relative path leads anywhere; [^\n]*\n$/);
    assert.match(inRemoved('up').stderr, /^bulkhead: this directory has been removed/);
  });

  test('leaves no request behind when it is killed', async () => {
    engine.bulkhead('run', '-d', '--name', 'steady', host, 'sleep', '1000');
    const listening = 1;
    await until(() => connections() === listening);
    const followed = engine.background([engine.commandLine, 'logs', '-f', 'steady']);
    const counted = engine.background([engine.commandLine, 'stats', 'steady']);
    await until(() => connections() >= listening + 4 && counted.output().includes('steady'));
    for (const { kill } of [followed, counted]) kill('SIGKILL');
    await until(() => connections() === listening);
    engine.bulkhead('rm', '-f', 'steady');
  });

  test('sends signals on to the container, and obeys those that are for itself', async () => {
    const script = 'trap "echo caught; exit 9" INT; echo ready; while :; do sleep 0.1; done';
    const run = engine.background([engine.commandLine, 'run', '--rm', '--name', 'caught', host, 'sh', '-c', script]);
    await until(() => run.output().includes('ready'));
    const waiting = engine.background([engine.commandLine, 'wait', 'caught']);
    await until(() => waitsIn(waiting.pid));
    waiting.kill('SIGINT');
    assert.equal(await waiting.ended, null);
    run.kill('SIGINT');
    assert.equal(await run.ended, 9);
    assert.equal(run.output(), 'ready\ncaught\n');
  });

  test('tells of new sizes, and gives the terminal its mode back when it is ended from outside', async () => {
    engine.bulkhead('run', '-d', '--name', 'entered', host, 'sleep', '1000');
    const exec = `${engine.commandLine} exec -it entered sh -c 'trap "stty size" WINCH; echo ready; while :; do sleep 0.1; done'`;
    const script = `stty -g > before; ${exec}; stty -g > after; echo over`;
    const session = engine.background(['script', '-qec', `sh -c '${script.replaceAll("'", "'\\''")}'`, '/dev/null']);
    await until(() => session.output().includes('ready'));
    const pid = Number(engine.command(['pgrep', '-f', `^${engine.commandLine} exec -it entered`]).stdout);
    engine.command(['stty', '-F', readlinkSync(`/proc/${pid}/fd/1`), 'rows', '41', 'cols', '123']);
    await until(() => session.output().includes('41 123'));
    process.kill(pid, 'SIGTERM');
    await until(() => session.output().includes('over'));
    await session.ended;
    const mode = (name: string): string => readFileSync(join(engine.directory, name), 'utf8');
    assert.equal(mode('after'), mode('before'));
    engine.bulkhead('rm', '-f', 'entered');
  });

  test('ends in the background, too, though it has the terminal in its own mode', async () => {
    engine.bulkhead('run', '-d', '--name', 'entered', host, 'sleep', '1000');
    const exec = `${engine.commandLine} exec -it entered sh -c 'echo ready; sleep 1000'`;
    writeFileSync(join(engine.directory, 'jobs.sh'), `set -m; ${exec}; kill %1; kill -CONT %1; wait %1; echo over $?`);
    const session = engine.background(['script', '-qec', 'bash jobs.sh', '/dev/null']);
    await until(() => session.output().includes('ready'));
    process.kill(Number(engine.command(['pgrep', '-f', `^${engine.commandLine} exec -it entered`]).stdout), 'SIGSTOP');
    await until(() => session.output().includes('over 143'));
    await session.ended;
    engine.bulkhead('rm', '-f', 'entered');
  });

  test('says so when the engine ends first', async () => {
    const run = engine.background([engine.commandLine, 'run', '--name', 'orphan', host, 'sh', '-c', 'echo ready; sleep 1000']);
    await until(() => run.output().includes('ready'));
    process.kill(engine.pidOf('engine'), 'SIGKILL');
    assert.equal(await run.ended, 125);
    assert.match(run.output(), /the engine has gone before this was done; containers go on/);
    assert.match(engine.bulkhead('ps').stdout, / orphan\n/);
    const flood = '"$1" run --name queued "$2" sh -c "seq 20000; sleep 1000" 2>/dev/null';
    assert.equal(shell(`${flood} | (sleep 1; kill -KILL ${engine.pidOf('engine')}; sleep 0.2; wc -l)`).stdout, '20000\n');
    engine.bulkhead('rm', '-f', 'orphan', 'queued');
  });

  test('a request that is not one is refused, and a frame that is none ends the connection', () => {
    writeFileSync(join(engine.directory, 'ask.cjs'), ASK);
    const ask = (body: string) => engine.command([process.execPath, 'ask.cjs', engine.socket, body]).stdout;
    assert.match(ask('{}'), /^400 a command needs build, args/);
    const request = {
      build: '1:2:3:4 5:6:7:8',
      args: ['ps'],
      env: {},
      cwd: '/',
      terminals: [false, false, false],
      rows: 0,
      columns: 0,
    };
    assert.match(ask(JSON.stringify(request)), /^409 this engine belongs to another build/);
    assert.match(ask(JSON.stringify({ ...request, cwd: 'here' })), /^400 /);
    assert.match(ask(JSON.stringify({ ...request, env: null })), /^400 /);
    const identities = ['bulkhead-engine.js', 'bulkhead'].map((program) => {
      const { dev, ino, size, mtimeNs } = statSync(join(dirname(engine.commandLine), program), { bigint: true });
      return [dev, ino, size, mtimeNs].join(':');
    });
    const cat = JSON.stringify({ ...request, build: identities.join(' '), args: ['run', '-i', '--rm', host, 'cat'] });
    writeFileSync(join(engine.directory, 'send.cjs'), SEND);
    for (const frames of [AFTER_END, TOO_LONG, UNKNOWN, CUT_OFF, NOT_SENT]) {
      const { stdout } = engine.command([process.execPath, 'send.cjs', engine.socket, cat, frames.toString('base64')]);
      assert.equal(stdout, 'asked for input, closed\n', frames.toString('base64'));
    }
    assert.doesNotMatch(readFileSync(join(engine.directory, 'data/engine.log'), 'utf8'), /error/);
  });
});

function waitsIn(pid: number): boolean {
  return (
    readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[2] === 'S' && readFileSync(`/proc/${pid}/wchan`, 'utf8').includes('poll')
  );
}

const frame = (number: number, size: number, data = ''): Buffer => {
  const header = Buffer.alloc(8);
  header[0] = number;
  header.writeUInt32BE(size, 4);
  return Buffer.concat([header, Buffer.from(data)]);
};
const AFTER_END = Buffer.concat([frame(0, 0), frame(0, 4, 'more')]);
const TOO_LONG = frame(0, 1 << 20);
const UNKNOWN = frame(9, 0);
const CUT_OFF = frame(1, 2, 'xx');
const NOT_SENT = frame(3, 4, '\x00\x00\x00\x01');

/** Answers the first \`want\` with the given frames. */
const SEND = `
const { request } = require('node:http');
const [, , socketPath, body, frames] = process.argv;
const headers = { connection: 'Upgrade', upgrade: 'tcp', 'content-length': Buffer.byteLength(body) };
request({ socketPath, method: 'POST', path: '/bulkhead/command', headers })
  .once('upgrade', (answer, socket, head) => {
    let asked = false;
    socket.unshift(head);
    socket.on('data', (data) => {
      if (asked || !data.includes(Buffer.alloc(8))) return;
      asked = true;
      process.stdout.write('asked for input, ');
      socket.write(Buffer.from(frames, 'base64'));
    });
    socket.once('close', () => console.log('closed'));
  })
  .end(body);
`;

const ASK = `
const { request } = require('node:http');
const [, , socketPath, body] = process.argv;
const headers = { connection: 'Upgrade', upgrade: 'tcp', 'content-length': Buffer.byteLength(body) };
request({ socketPath, method: 'POST', path: '/bulkhead/command', headers }, async (answer) => {
  let text = '';
  for await (const chunk of answer) text += chunk;
  console.log(answer.statusCode, JSON.parse(text).message);
}).end(body);
`;
