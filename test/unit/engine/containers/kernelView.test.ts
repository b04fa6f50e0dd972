import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMountinfo, parseStatus } from '../../../../engine/containers/kernelView';

test('mountinfo with and without optional fields, spaces escaped', () => {
  const text =
    '22 21 0:20 / /proc rw,nosuid - proc proc rw\n' +
    '23 21 0:21 / /a\\040b ro,relatime shared:1 master:2 - overlay over\\040lay rw,lowerdir=/x\n' +
    'broken line\n';
  assert.deepEqual(parseMountinfo(text), [
    { target: '/proc', type: 'proc', source: 'proc', options: 'rw,nosuid' },
    { target: '/a b', type: 'overlay', source: 'over lay', options: 'ro,relatime' },
  ]);
});

test('capabilities, seccomp and no_new_privs are those of the init', () => {
  const text = 'Name:\tsh\nCapEff:\t0000000000000021\nNoNewPrivs:\t1\nSeccomp:\t2\nSeccomp_filters:\t1\n';
  assert.deepEqual(parseStatus(text), { capabilities: ['CAP_CHOWN', 'CAP_KILL'], seccomp: 'filter', noNewPrivileges: true });
  assert.deepEqual(parseStatus(''), { capabilities: [], seccomp: 'disabled', noNewPrivileges: false });
});
