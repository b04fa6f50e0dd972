import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capabilityNamesOf } from '../../../../spec/host/capabilityNames';
import { findUnifiedMount, ownDirectory, parseCgroups } from '../../../../spec/host/parseCgroup';
import { parseCapabilityMask, parseCpuList, parseFilesystems, parseMeminfo, parseSubIds } from '../../../../spec/host/parseProc';

const V2 = '30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate\n';
const V1 = [
  '31 23 0:28 / /sys/fs/cgroup rw - tmpfs tmpfs rw',
  '32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct',
  '35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory',
  '40 31 0:37 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,xattr,name=systemd',
].join('\n');
const UNIFIED = '\n41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n';

const summary = (mountinfo: string, selfCgroup: string, unifiedControllers = ''): string => {
  const { layout, controllers } = parseCgroups({ mountinfo, selfCgroup, unifiedControllers });
  return [layout, ...Object.entries(controllers).map(([name, one]) => `${name}=v${one.version}:${ownDirectory(one)}`)].join(' ');
};

const LAYOUTS: [rule: string, mountinfo: string, selfCgroup: string, unified: string, expected: string][] = [
  [
    'v2',
    V2,
    '0::/user.slice/x\n',
    'cpu memory\n',
    'v2 cpu=v2:/sys/fs/cgroup/user.slice/x memory=v2:/sys/fs/cgroup/user.slice/x freezer=v2:/sys/fs/cgroup/user.slice/x devices=v2:/sys/fs/cgroup/user.slice/x',
  ],
  [
    'v1',
    V1,
    '4:memory:/a/b\n1:cpu,cpuacct:/\n',
    '',
    'v1 cpu=v1:/sys/fs/cgroup/cpu,cpuacct cpuacct=v1:/sys/fs/cgroup/cpu,cpuacct memory=v1:/sys/fs/cgroup/memory/a/b',
  ],
  [
    'hybrid',
    V1 + UNIFIED,
    '4:memory:/\n1:cpu,cpuacct:/\n0::/\n',
    'hugetlb memory\n',
    'hybrid cpu=v1:/sys/fs/cgroup/cpu,cpuacct cpuacct=v1:/sys/fs/cgroup/cpu,cpuacct memory=v1:/sys/fs/cgroup/memory hugetlb=v2:/sys/fs/cgroup/unified',
  ],
  ['none', '1 0 0:1 / / rw - ext4 /dev/sda rw\n', '', '', 'none'],
  [
    'a sub-tree mounted in a container',
    '32 31 0:29 /docker/x /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory',
    '4:memory:/docker/x/y\n',
    '',
    'v1 memory=v1:/sys/fs/cgroup/memory/y',
  ],
  ['blanks in a mount point', '32 31 0:29 / /a\\040b rw - cgroup cgroup rw,memory', '4:memory:/\n', '', 'v1 memory=v1:/a b'],
];

for (const [rule, mountinfo, selfCgroup, unified, expected] of LAYOUTS)
  test(`cgroups: ${rule}`, () => assert.equal(summary(mountinfo, selfCgroup, unified), expected));

test('cgroups: finds the v2 tree', () => {
  assert.equal(findUnifiedMount(V1 + UNIFIED), '/sys/fs/cgroup/unified');
  assert.equal(findUnifiedMount(V1), undefined);
});

const LISTS: [string, number[] | undefined][] = [
  ['0-3,6\n', [0, 1, 2, 3, 6]],
  ['0', [0]],
  ['1,0,1', [0, 1]],
  ['3-1', undefined],
  ['a', undefined],
  ['', undefined],
  ['9999', [9999]],
  ['0-99999', undefined],
  ['0,'.repeat(3000) + '0', undefined],
];
for (const [text, cpus] of LISTS)
  test(`CPU list '${text.trim().slice(0, 20)}'`, () => assert.deepEqual(parseCpuList(text), cpus));

test('memory', () =>
  assert.deepEqual(parseMeminfo('MemTotal:  1000 kB\nMemFree: 1 kB\nSwapTotal:  5 kB\n'), { total: 1024000, swapTotal: 5120 }));
test('filesystems', () => assert.deepEqual(parseFilesystems('nodev\ttmpfs\n\text4\n'), ['tmpfs', 'ext4']));
test('subordinate ids, by name or number', () =>
  assert.deepEqual(parseSubIds('me:100000:65536\nyou:1:1\n1000:5:6\nme:x:1\n', { name: 'me', uid: 1000 }), [
    { start: 100000, count: 65536 },
    { start: 5, count: 6 },
  ]));
test('capabilities', () => {
  assert.deepEqual(capabilityNamesOf(parseCapabilityMask('CapEff:\t0\nCapBnd:\t0000000000000021\n', 'CapBnd')), [
    'CAP_CHOWN',
    'CAP_KILL',
  ]);
  assert.deepEqual(capabilityNamesOf(1n << 60n), ['CAP_60']);
});
