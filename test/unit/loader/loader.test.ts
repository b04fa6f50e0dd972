import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, suite, test } from 'node:test';

const built = join(__dirname, '../../../dist/bulkhead-cli');

/** A program of one's own behind the built loader. */
suite('the loader in front of every program', () => {
  let scratch: string;
  let directory: string;
  beforeEach(() => {
    scratch = mkdtempSync(join(tmpdir(), 'bulkhead-loader-'));
    directory = join(scratch, 'cache/bulkhead/code');
    copyFileSync(built, join(scratch, 'probe'));
    writeProgram(
      "console.log(require('node:path').basename(__filename), process.argv[2]); module.exports = 1; function unused() {}",
    );
  });
  afterEach(() => rmSync(scratch, { recursive: true }));

  const writeProgram = (text: string): void =>
    writeFileSync(join(scratch, 'probe.js'), `(function (exports, require, module, __filename, __dirname) {${text}})`);
  const start = (): string => {
    const env = { ...process.env, XDG_CACHE_HOME: join(scratch, 'cache') };
    const { stdout, stderr, status } = spawnSync(process.execPath, [join(scratch, 'probe'), 'word'], { env, encoding: 'utf8' });
    assert.equal(stderr, '');
    assert.equal(status, 0);
    return stdout;
  };
  const cached = (): string => {
    const [name, ...others] = readdirSync(directory);
    assert.ok(name !== undefined && others.length === 0);
    return join(directory, name);
  };
  /** Nothing writes the file again while it is believed. */
  const inodeAfterStart = (): number => {
    assert.equal(start(), 'probe.js word\n');
    return statSync(cached()).ino;
  };

  test('keeps what was compiled, for this user alone, and uses it', () => {
    const first = inodeAfterStart();
    assert.equal(statSync(cached()).mode & 0o777, 0o600);
    assert.equal(statSync(directory).mode & 0o777, 0o700);
    assert.equal(inodeAfterStart(), first);
  });

  test('compiles a changed program anew', () => {
    start();
    writeProgram("console.log('other')");
    assert.equal(start(), 'other\n');
  });

  test('compiles anew what is damaged', () => {
    start();
    writeFileSync(cached(), 'no code');
    const damaged = statSync(cached()).ino;
    assert.notEqual(inodeAfterStart(), damaged);
  });

  /** V8 knows a source by its length alone: what was compiled of another program is run in its place, if it is believed. */
  function plant(): void {
    writeProgram("console.log('evil')");
    start();
    const evil = readFileSync(cached());
    rmSync(cached());
    writeProgram("console.log('good')");
    start();
    writeFileSync(cached(), evil);
  }

  test('runs what its own user has planted: the control of those that follow', () => {
    plant();
    assert.equal(start(), 'evil\n');
  });

  test('does not believe a file that others can write', () => {
    plant();
    chmodSync(cached(), 0o622);
    assert.equal(start(), 'good\n');
  });

  test('does not follow a link', () => {
    plant();
    const file = cached();
    renameSync(file, join(scratch, 'elsewhere'));
    symlinkSync(join(scratch, 'elsewhere'), file);
    assert.equal(start(), 'good\n');
  });

  const asRoot = { skip: process.getuid?.() !== 0 && 'only root can give something away' };

  test('does not believe a file of somebody else', asRoot, () => {
    plant();
    chownSync(cached(), 1000, 1000);
    assert.equal(start(), 'good\n');
  });

  test('does not believe a directory of somebody else, and writes nothing there', asRoot, () => {
    plant();
    const before = readFileSync(cached());
    chownSync(directory, 1000, 1000);
    assert.equal(start(), 'good\n');
    assert.deepEqual(readFileSync(cached()), before);
  });

  test('does without where nothing can be kept', () => {
    writeFileSync(join(scratch, 'cache'), 'a file, not a directory');
    assert.equal(start(), 'probe.js word\n');
  });
});
