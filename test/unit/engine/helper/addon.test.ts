import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadAddon } from '../../../../engine/helper/addon';

/** A helper that ends with a request unread, its answer to another one written: the kernel tells of the reset first. */
const PEER = `
  open my $theirs, "+<&=", 3; open my $ours, "+<&=", 4;
  syswrite $ours, "unread";
  syswrite $theirs, "answer";
`;

test('what a helper answered before it died is read, though it left another request unread', async () => {
  process.env['BULKHEAD_ADDON'] ??= join(__dirname, '../../../../dist/bulkhead.node');
  const addon = loadAddon();
  const [ours, theirs] = addon.socketPair();
  assert.equal(spawnSync('perl', ['-e', PEER], { stdio: ['ignore', 'inherit', 'inherit', theirs, ours] }).status, 0);
  closeSync(theirs);
  const told: string[] = [];
  await new Promise<void>((resolve) => {
    const onClose = (error: Error | null | undefined): void => {
      told.push((error as NodeJS.ErrnoException | null)?.code ?? 'end');
      resolve();
    };
    new addon.Channel(ours, (data) => told.push(data.toString()), onClose);
  });
  assert.deepEqual(told, ['answer', 'ECONNRESET']);
});
