import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readSmallFile } from '../../../spec/readSmallFile';

test('reads regular files, and of devices the empty one alone', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-read-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const at = (name: string): string => join(folder, name);
  writeFileSync(at('a.env'), 'A=1\n');
  symlinkSync('/dev/null', at('null'));
  execFileSync('mkfifo', [at('pipe')]);
  const paths = [at('a.env'), '/dev/null', at('null'), at('pipe'), '/dev/zero', '/dev/tty', folder, at('none'), at('a.env/b')];
  assert.deepEqual(paths.map(readSmallFile), ['A=1\n', '', '', ...Array<undefined>(6).fill(undefined)]);
});
