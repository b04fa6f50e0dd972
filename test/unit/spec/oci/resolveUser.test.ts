import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolveUser } from '../../../../spec/oci/resolveUser';

const passwd = 'root:x:0:0:root:/root:/bin/sh\nweb:x:33:33::/var/www:\n1001:x:7:7::/seven:\nbroken:x:0x0:0::/:\n';
const group = 'root:x:0:\nwww:x:33:\nextra:x:50:web,root\nmore:x:51:web\n';

const CASES: [user: string, expected: string][] = [
  ['', '0:0 [0,50] /root'],
  ['root', '0:0 [0,50] /root'],
  ['web', '33:33 [33,50,51] /var/www'],
  ['33', '33:33 [33,50,51] /var/www'],
  ['web:extra', '33:50 [50] /var/www'],
  ['web:99', '33:99 [99] /var/www'],
  ['4000', '4000:0 [0] /'],
  ['4000:4000', '4000:4000 [4000] /'],
  ['1001', '7:7 [7] /seven'],
];

for (const [text, expected] of CASES)
  test(`user '${text}'`, () => {
    const { user, problems } = resolveUser({ user: text, passwd, group });
    assert.deepEqual(problems, []);
    assert.equal(`${user.uid}:${user.gid} [${user.additionalGids.join()}] ${user.home}`, expected);
  });

const REFUSED: [user: string, code: string][] = [
  ['nobody', 'user-not-found'],
  ['0x0', 'user-not-found'],
  ['-1', 'user-not-found'],
  ['+5', 'user-not-found'],
  ['4294967295', 'user-not-found'],
  [' 33', 'user-not-found'],
  ['broken', 'user-not-found'],
  ['web:nope', 'group-not-found'],
  ['a:b:c', 'user-invalid'],
];

for (const [text, code] of REFUSED)
  test(`refuses user '${text}'`, () => assert.equal(resolveUser({ user: text, passwd, group }).problems[0]?.code, code));

test('adds groups by name and number', () =>
  assert.deepEqual(resolveUser({ user: 'root', groupAdd: ['www', '9'], passwd, group }).user.additionalGids, [0, 50, 33, 9]));
test('does without passwd and group', () =>
  assert.deepEqual(resolveUser({ user: '5:6', passwd: '', group: '' }).user, {
    uid: 5,
    gid: 6,
    additionalGids: [6],
    home: '/',
    name: undefined,
  }));
