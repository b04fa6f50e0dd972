import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import type { AddressInfo } from 'node:net';
import { readHostFacts, refreshed } from '../../../../spec/host/readHostFacts';

test('reads devices, settings and limits of this host', () => {
  const { devices, sysctls, maxOpenFiles } = readHostFacts();
  const nothing = devices?.nodes.find(({ path }) => path === '/dev/null');
  assert.deepEqual(nothing, { path: '/dev/null', type: 'c', major: 1, minor: 3 });
  assert.ok(sysctls?.includes('net.core.somaxconn'));
  assert.ok((maxOpenFiles ?? 0) > 1024);
});

test('sees a port that is taken meanwhile', async () => {
  const before = readHostFacts();
  const known = before.network.listening?.length;
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const after = refreshed(before).network.listening;
  await new Promise((resolve) => server.close(resolve));
  assert.ok(after?.some((one) => one.port === port && one.address === '127.0.0.1' && one.protocol === 'tcp'));
  assert.equal(before.network.listening?.length, known);
});

test('is the same object while nothing has changed, and reads what nobody asked for only then', () => {
  const facts = readHostFacts();
  const isRead = (): boolean => Object.getOwnPropertyDescriptor(facts, 'sysctls')?.get === undefined;
  assert.equal(refreshed(facts), facts);
  assert.equal(isRead(), false);
  assert.equal((JSON.parse(JSON.stringify(facts)) as typeof facts).sysctls?.length, facts.sysctls?.length);
  assert.equal(isRead(), true);
});
