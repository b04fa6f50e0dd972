import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { listDirectory } from '../../../server/listDirectory';

test('lists files, directories and links to them', () => {
  const directory = mkdtempSync(join(tmpdir(), 'list-'));
  try {
    mkdirSync(join(directory, 'folder'));
    writeFileSync(join(directory, 'file'), '');
    symlinkSync('folder', join(directory, 'link'));
    symlinkSync('nothing', join(directory, 'broken'));
    const found = listDirectory(directory).map(({ name, isDirectory }) => `${name} ${isDirectory}`);
    assert.deepEqual(found.sort(), ['broken false', 'file false', 'folder true', 'link true']);
    assert.deepEqual(listDirectory(join(directory, 'file')), []);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
