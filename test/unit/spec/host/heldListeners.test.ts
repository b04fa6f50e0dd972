import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { heldListeners } from '../../../../spec/host/heldListeners';

test('knows which listeners are those of a process', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const other = spawn('sleep', ['60'], { stdio: 'ignore' });
  await new Promise((resolve) => other.once('spawn', resolve));
  try {
    assert.ok(heldListeners([process.pid])?.has(`tcp 127.0.0.1 ${port}`));
    assert.deepEqual(heldListeners([other.pid ?? 0]), new Set());
  } finally {
    other.kill();
    server.close();
  }
});

test('says so when it may not look into a process', () => {
  assert.equal(heldListeners([process.pid, 2 ** 22 + 1]), undefined);
  assert.deepEqual(heldListeners([]), new Set());
});
