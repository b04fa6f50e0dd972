import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meantSysctl } from '../../../../spec/host/meantSysctl';

const KNOWN = [
  ...['net.core.somaxconn', 'net.core.optmem_max', 'net.ipv4.ip_forward', 'net.ipv4.tcp_syncookies', 'net.ipv4.tcp_rmem'],
  ...['net.ipv4.conf.all.rp_filter', 'net.ipv4.conf.default.rp_filter', 'net.ipv6.conf.all.forwarding'],
];

const CASES: [name: string, meant: string | undefined][] = [
  ['net.core.somaxcon', 'net.core.somaxconn'],
  ['net.ipv4.tcp_syncookie', 'net.ipv4.tcp_syncookies'],
  ['net.core.ip_forward', 'net.ipv4.ip_forward'],
  ['net.ipv4.conf.al.rp_filter', 'net.ipv4.conf.all.rp_filter'],
  ['net.ipv4.nothing_like_it', undefined],
  ['net', undefined],
];

for (const [name, meant] of CASES)
  test(`${name} is ${meant === undefined ? 'like no other' : 'meant to be another'}`, () => {
    assert.equal(meantSysctl(name, KNOWN), meant);
  });
