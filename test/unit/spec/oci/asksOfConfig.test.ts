import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HostFacts } from '../../../../spec/host/HostFacts';
import { hostFindings } from '../../../../spec/host/hostRules';
import { asksOfConfig } from '../../../../spec/oci/asksOfConfig';
import { settle } from '../../../../spec/Problem';
import { YamlFile } from '../../../../spec/yaml/YamlFile';
import { controllers, hostFacts } from '../host/fixture';

/** `code text: message`, where `text` is what the range covers. */
function found(config: object, changes: Partial<HostFacts> = {}): string[] {
  const text = JSON.stringify({ ociVersion: '1.2.0', ...config });
  const { root } = new YamlFile('/b/config.json', '/b').parse(text);
  assert.ok(root);
  return hostFindings(asksOfConfig(root), hostFacts(changes))
    .map(settle)
    .map(({ code, message, range }) => `${code} ${text.slice(...(range ?? []))}: ${message}`);
}

const resources = (of: object): object => ({ linux: { resources: of } });
const user = { uid: 1000, gid: 1000, name: 'me', home: '/home/me' };

const CASES: [rule: string, config: object, changes: Partial<HostFacts>, expected: string[]][] = [
  ['what fits', resources({ memory: { limit: 1e6 }, pids: { limit: 5 }, cpu: { shares: 5 } }), {}, []],
  ['no limit', resources({ memory: { limit: -1 }, pids: { limit: -1 } }), { cgroup: { layout: 'v1', controllers: {} } }, []],
  [
    'more memory than there is',
    resources({ memory: { limit: 2 ** 40 } }),
    {},
    ['host-memory 1099511627776: memory.limit is 1024.0 GiB, but this host has 8.0 GiB of memory: it limits nothing.'],
  ],
  [
    'files of cgroup v2 on v1',
    resources({ unified: { 'memory.high': '1' } }),
    {},
    [
      'host-cgroup-version "memory.high": unified memory.high cannot be enforced: this host has cgroup v1, which has no such setting.',
    ],
  ],
  [
    'classes of packets on v2',
    resources({ network: { classID: 5 } }),
    { cgroup: { layout: 'v2', controllers: controllers(2) } },
    ['host-cgroup-version 5: network.classID cannot be enforced: this host has cgroup v2, which has no such setting.'],
  ],
  [
    'huge pages of another size',
    resources({ hugepageLimits: [{ pageSize: '1GB', limit: 1 }] }),
    { cgroup: { layout: 'v1', controllers: controllers(1, true, ['hugetlb']) } },
    ['host-hugepage "1GB": hugepageLimits: this x86_64 kernel has no pages of 1GB; it has 2MB.'],
  ],
  [
    'block devices that are not there',
    resources({
      blockIO: {
        throttleReadBpsDevice: [
          { major: 8, minor: 0, rate: 1 },
          { major: 9, minor: 1, rate: 1 },
        ],
      },
    }),
    {},
    [
      'host-device {"major":9,"minor":1,"rate":1}: blockIO.throttleReadBpsDevice: this host has no block device 9:1; the kernel refuses the limit.',
    ],
  ],
  [
    'a capability once, whatever sets it is in',
    { process: { capabilities: { bounding: ['CAP_SYS_RESOURCE'], effective: ['CAP_SYS_RESOURCE'] } } },
    {},
    ['host-capability "CAP_SYS_RESOURCE": capabilities: this host does not have CAP_SYS_RESOURCE to give.'],
  ],
  [
    'a kernel without time namespaces',
    { linux: { namespaces: [{ type: 'time' }, { type: 'network' }, { type: 'mount' }] } },
    { namespaces: ['net', 'mnt'] },
    ['host-namespace "time": namespaces: Linux 6.1.0 on this host has no time namespaces.'],
  ],
  [
    'ids that are not granted',
    {
      linux: {
        uidMappings: [
          { containerID: 0, hostID: 1000, size: 1 },
          { containerID: 1, hostID: 200000, size: 10 },
        ],
      },
    },
    { user, userNamespaces: { available: true, subuid: [{ start: 100000, count: 65536 }], subgid: [] } },
    [
      'host-subid {"containerID":1,"hostID":200000,"size":10}: uidMappings: ids 200000 to 200009 are not granted to me in /etc/subuid; newuidmap and newgidmap refuse them.',
    ],
  ],
  [
    'open files beyond fs.nr_open',
    { process: { rlimits: [{ type: 'RLIMIT_NOFILE', soft: 1, hard: 2000000 }] } },
    {},
    [
      'host-rlimit 2000000: RLIMIT_NOFILE is 2000000, but fs.nr_open of this host is 1048576: the kernel refuses more, even to root.',
    ],
  ],
  [
    'a profile of a module that is not active',
    { process: { apparmorProfile: 'x', selinuxLabel: '' } },
    {},
    ['host-security "x": process.apparmorProfile: AppArmor is not active on this host, so this protects nothing or is refused.'],
  ],
];

for (const [rule, config, changes, expected] of CASES)
  test(`host rule for OCI configs: ${rule}`, () => assert.deepEqual(found(config, changes), expected));
