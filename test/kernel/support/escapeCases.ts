import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { archiveOf, dockerSave } from './imageArchive';
import { busyboxImage } from './busyboxImage';
import { tar, type TarEntry } from './tar';
import { TestEngine, type Mode } from './TestEngine';

const link = (name: string, linkname: string): TarEntry => ({ name, type: 'symlink', linkname });
const whiteout = (name: string): TarEntry => ({ name: `.wh.${name}`, content: '' });

/** Images whose root filesystem leads astray, as a layer over busybox's. `@` is a directory of the host. */
const IMAGES: Record<string, TarEntry[]> = {
  plain: [],
  proclink: [whiteout('proc'), { name: 'elsewhere/', type: 'directory' }, link('proc', '/elsewhere')],
  syslink: [whiteout('sys'), { name: 'elsewhere/', type: 'directory' }, link('sys', '/elsewhere')],
  devlink: [whiteout('dev'), link('dev', '@')],
  away: [
    { name: '@/', type: 'directory' },
    link('absolute', '@'),
    link('upwards', '../../../../../../../..@'),
    link('self', '/proc/self/exe'),
  ],
};

function placed(entry: TarEntry, outside: string): TarEntry {
  return { ...entry, name: entry.name.replace('@', outside.slice(1)), linkname: entry.linkname?.replace('@', outside) };
}

/** The escapes that other runtimes had to be mended for, each as an attempt at ours. */
export function escapeCases(mode: Mode): void {
  suite(`escapes known of other runtimes, ${mode}`, () => {
    let engine: TestEngine;
    let outside: string;
    const run = (...args: string[]) => engine.docker('run', '--rm', ...args);
    const untouched = (): void => {
      assert.deepEqual(readdirSync(outside), ['secret']);
      assert.equal(readFileSync(join(outside, 'secret'), 'utf8'), 'of the host\n');
    };
    /** A directory of the user's own, for a container to write into. */
    const shared = (name: string): string => {
      const path = join(engine.directory, name);
      mkdirSync(path);
      engine.own(path);
      return path;
    };

    before(async () => {
      engine = TestEngine.start(mode);
      outside = shared('outside');
      writeFileSync(join(outside, 'secret'), 'of the host\n');
      for (const [name, entries] of Object.entries(IMAGES)) {
        const image = await busyboxImage({}, `${name}:1`);
        const layer = await tar(entries.map((entry) => placed(entry, outside)));
        const archive = await archiveOf(dockerSave({ ...image, layers: [...image.layers, layer] }));
        const { code, stderr } = engine.command(['docker', 'load'], archive);
        assert.equal(code, 0, stderr);
      }
    });
    after(() => engine.stop());

    test('CVE-2019-5736: no container reaches a writable binary of the host through /proc/<pid>/exe', () => {
      // What runs, and what will run next.
      const programs = [`/proc/${String(engine.pidOf('helper'))}/exe`, join(dirname(engine.commandLine), 'bulkhead-helper')];
      const sums = () => programs.map((program) => createHash('sha256').update(readFileSync(program)).digest('hex'));
      const before = sums();
      const seize = 'while :; do for p in /proc/[0-9]*; do echo x >> $p/exe; done 2>/dev/null; done';
      engine.docker('run', '-d', '--name', 'seizer', 'away:1', 'sh', '-c', seize);
      for (let i = 0; i < 10; i++) for (const word of ['true', '/self']) engine.docker('exec', 'seizer', word);
      engine.docker('rm', '-f', 'seizer');
      run('away:1', '/self');
      assert.deepEqual(sums(), before);
    });

    for (const [what, cve] of [
      ['proc', 'CVE-2019-19921, CVE-2023-27561, CVE-2023-28642'],
      ['sys', 'CVE-2023-28642'],
    ])
      test(`${cve}: an image whose /${what} is a link is refused`, () => {
        const { code, stderr } = run(`${what}link:1`, 'true');
        assert.notEqual(code, 0);
        assert.match(stderr, new RegExp(`${what}.*(directory|link)|(directory|link).*${what}`));
      });

    test('CVE-2019-16884, CVE-2025-52881: nothing is mounted where the runtime writes in /proc', () => {
      const { code, stderr } = run('-v', `${outside}:/proc/self/attr`, 'plain:1', 'true');
      assert.notEqual(code, 0);
      assert.match(stderr, /\/proc/);
      const over = run('-v', `${outside}/secret:/proc/sys/net/ipv4/ip_default_ttl`, 'plain:1', 'true');
      assert.notEqual(over.code, 0);
      assert.match(over.stderr, /\/proc/);
      const ttl = '--sysctl=net.ipv4.ip_default_ttl=42';
      assert.equal(run(ttl, 'plain:1', 'cat', '/proc/sys/net/ipv4/ip_default_ttl').stdout, '42\n');
      untouched();
    });

    test('CVE-2021-30465: a mount through a link of the image stays in the container', () => {
      const source = shared('source');
      writeFileSync(join(source, 'mine'), 'x');
      for (const way of ['absolute', 'upwards']) {
        const { code, stdout, stderr } = run('-v', `${source}:/${way}/below`, 'away:1', 'ls', `${outside}/below`);
        assert.deepEqual([code, stdout], [0, 'mine\n'], stderr);
        untouched();
      }
    });

    test('CVE-2021-30465: nor when another container swaps a directory for a link meanwhile', () => {
      const race = shared('race');
      const swap = `while :; do mkdir -p /r/d; rm -rf /r/d; ln -s ${outside} /r/d; rm -f /r/d; done 2>/dev/null`;
      engine.docker('run', '-d', '--name', 'swapper', '-v', `${race}:/r`, 'plain:1', 'sh', '-c', swap);
      for (let i = 0; i < 15; i++) run('-v', `${race}:/r`, '-v', `${race}:/r/d/deep`, 'plain:1', 'true');
      engine.docker('rm', '-f', 'swapper');
      rmSync(race, { recursive: true });
      untouched();
    });

    test('CVE-2022-29162, CVE-2022-27650: no capability is inheritable', () => {
      engine.docker('run', '-d', '--name', 'caps', 'plain:1', 'sleep', '60');
      const inheritable = ['grep', 'CapInh', '/proc/self/status'];
      assert.equal(run('plain:1', ...inheritable).stdout, 'CapInh:\t0000000000000000\n');
      assert.equal(engine.docker('exec', 'caps', ...inheritable).stdout, 'CapInh:\t0000000000000000\n');
      engine.docker('rm', '-f', 'caps');
    });

    test('CVE-2023-25809: no cgroup can be made or written from inside', () => {
      const script =
        'for d in $(find /sys/fs/cgroup -type d); do mkdir $d/mine && echo made $d; echo 0 > $d/cgroup.procs && echo joined $d; done';
      const { stdout, stderr } = run('plain:1', 'sh', '-c', script);
      assert.equal(stdout, '');
      assert.match(stderr, /Read-only file system|Permission denied|nonexistent directory/);
    });

    test('CVE-2024-21626: no working directory leads out of the container', () => {
      engine.docker('run', '-d', '--name', 'inside', 'plain:1', 'sleep', '60');
      for (let fd = 3; fd < 20; fd++) {
        const words = ['sh', '-c', `pwd; cat ../../../../../../../../..${outside}/secret`];
        const here = ['-w', `/proc/self/fd/${String(fd)}`];
        for (const { code, stdout } of [run(...here, 'plain:1', ...words), engine.docker('exec', ...here, 'inside', ...words)]) {
          assert.notEqual(code, 0);
          assert.doesNotMatch(stdout, /of the host/);
        }
      }
      const open = 'ls -l /proc/self/fd | grep -vE " [0-3]( -> .*)?$|total"';
      assert.equal(run('plain:1', 'sh', '-c', open).stdout, '');
      assert.equal(engine.docker('exec', 'inside', 'sh', '-c', open).stdout, '');
      engine.docker('rm', '-f', 'inside');
    });

    /** What a container finds under its /dev when it is somebody else's. */
    const withDev = (...args: string[]) => {
      const dev = shared('dev');
      for (const name of ['null', 'console', 'ptmx', 'zero', 'stdin']) symlinkSync(join(outside, 'secret'), join(dev, name));
      for (const name of ['pts', 'shm', 'mqueue']) symlinkSync(outside, join(dev, name));
      const outcome = run('-v', `${dev}:/dev`, ...args);
      rmSync(dev, { recursive: true });
      return outcome;
    };

    test('CVE-2026-41579, CVE-2026-47766: devices are made in the container, whatever its /dev holds or is', () => {
      run('devlink:1', 'true');
      untouched();
      withDev('plain:1', 'true');
      untouched();
    });

    test('CVE-2025-52565: the console is bound in the container, whatever is in its place', () => {
      const terminal = `docker run --rm -t -v ${shared('tty')}:/dev plain:1 tty`;
      symlinkSync(join(outside, 'secret'), join(engine.directory, 'tty/console'));
      engine.command(['script', '-qec', terminal, '/dev/null']);
      untouched();
      const type = engine.command(['script', '-qec', 'docker run --rm -t devlink:1 stat -c %F /dev/console', '/dev/null']).stdout;
      assert.doesNotMatch(type, /regular/);
      untouched();
    });

    test('CVE-2025-31133: what is masked is masked by a null device, not by what the image calls one', () => {
      const masked = run('plain:1', 'stat', '-c', '%F %t:%T', '/proc/kcore', '/proc/timer_list').stdout;
      assert.match(masked, /^(character special file 1:3\n)+$/);
      withDev('plain:1', 'sh', '-c', 'echo overwritten > /proc/kcore');
      untouched();
    });

    test('CVE-2026-30892: a user is read strictly, and never taken for root', () => {
      engine.docker('run', '-d', '--name', 'user', 'plain:1', 'sleep', '60');
      for (const user of ['1000x', '0x3e8', '-1', '4294967296', '1000:', ':1000:', '1e3', ' 0'])
        for (const { stdout } of [run('-u', user, 'plain:1', 'id', '-u'), engine.docker('exec', '-u', user, 'user', 'id', '-u')])
          assert.notEqual(stdout, '0\n', `user '${user}'`);
      assert.equal(engine.docker('exec', '-u', '1000', 'user', 'id', '-u').stdout, '1000\n');
      engine.docker('rm', '-f', 'user');
    });

    test('CVE-2017-5226: a container has no terminal of its caller to type into', () => {
      const open = 'docker run --rm -i plain:1 sh -c ": < /dev/tty"';
      assert.match(engine.command(['script', '-qec', open, '/dev/null']).stdout, /No such device or address/);
    });
  });
}
