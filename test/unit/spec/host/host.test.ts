import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostImageMaskedPaths } from '../../../../spec/container/hostImage';
import { hostChecks } from '../../../../spec/host/hostChecks';
import { readHostFacts } from '../../../../spec/host/readHostFacts';
import { controllers, hostFacts } from './fixture';

test('reads this host', () => {
  const facts = readHostFacts();
  assert.match(facts.kernel.release, /^\d+\.\d+/);
  assert.ok(facts.memory.total > 0 && facts.cpus.online.length > 0 && facts.namespaces.includes('pid'));
});

const failing = (changes: Parameters<typeof hostFacts>[0]): string[] =>
  hostChecks(hostFacts(changes))
    .filter(({ ok }) => !ok)
    .map(({ name, remedy }) => `${name}: ${remedy ?? ''}`);

test('finds nothing in the way on a full host', () => assert.deepEqual(failing({}), []));
test('says what would make things work', () => {
  test('a limit is in order where the privileged helper makes the cgroups', () => {
    const facts = hostFacts({ cgroup: { layout: 'v1', controllers: controllers(1, false) } });
    const memory = (granted?: string[]) => hostChecks(facts, granted).find(({ name }) => name === 'memory limits');
    assert.match(memory()?.remedy ?? '', /sudo bulkhead-helper serve --for-uid 0/);
    assert.deepEqual([memory(['memory'])?.ok, memory(['memory'])?.detail.includes('by the privileged helper')], [true, true]);
  });

  const user = { uid: 1000, gid: 1000, name: 'me', home: '/home/me' };
  const found = failing({
    user,
    cgroup: { layout: 'v2', controllers: controllers(2, false) },
    userNamespaces: { available: false, reason: 'switched off', subuid: [], subgid: [] },
    filesystems: [],
  });
  assert.deepEqual(
    found.map((line) => line.split(':')[0]),
    [
      'user namespaces',
      'subordinate ids',
      'overlay filesystem',
      'memory limits',
      'cpu limits',
      'cpuset limits',
      'pids limits',
      'io limits',
      'low ports',
    ],
  );
  assert.ok(found.some((line) => line.includes('sudo usermod --add-subuids 100000-165535')));
  assert.ok(found.some((line) => line.includes('Delegate=yes')));
});

test('says what of the kernel a limit would need', () => {
  const files = { memory: ['memory.limit_in_bytes'] };
  assert.deepEqual(failing({ cgroup: { layout: 'v1', controllers: controllers(1), files } }), [
    'swap limits: boot with swapaccount=1',
  ]);
  const details = Object.fromEntries(hostChecks(hostFacts()).map(({ name, detail }) => [name, detail]));
  assert.deepEqual([details['huge pages'], details['emulation']], ['2MB', 'programs of aarch64, too']);
});

test('masks secrets of the host image, and the engine’s own directories', () => {
  const tree: Record<string, string[]> = {
    '/etc': ['shadow', 'passwd', 'sudoers.d'],
    '/etc/ssh': ['ssh_host_rsa_key', 'ssh_host_rsa_key.pub'],
    '/etc/ssl': ['private'],
    '/var/lib': ['bulkhead', 'dpkg'],
  };
  assert.deepEqual(hostImageMaskedPaths((directory) => tree[directory] ?? [], ['/var/lib/bulkhead', '/run/bulkhead']).sort(), [
    '/etc/shadow',
    '/etc/ssh/ssh_host_rsa_key',
    '/etc/ssl/private',
    '/etc/sudoers.d',
    '/var/lib/bulkhead',
  ]);
});
