import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readingFiles } from '../../../../engine/stats/cgroupFiles';
import { parsePressure, parseReading } from '../../../../engine/stats/parseReading';
import { parseProcess } from '../../../../engine/stats/processes';

test('each controller is read where it sits', () => {
  const v1 = readingFiles({ memory: '/m/x', cpu: '/c/x', cpuacct: '/c/x', pids: '/p/x', '': '/u/x' });
  assert.equal(v1.memoryUsage, '/m/x/memory.usage_in_bytes');
  assert.equal(v1.cpuUsage, '/c/x/cpuacct.usage');
  assert.equal(v1.cpuMax, undefined);
  const v2 = readingFiles({ '': '/u/x' });
  assert.equal(v2.memoryUsage, '/u/x/memory.current');
  assert.equal(v2.cpuStat, '/u/x/cpu.stat');
  assert.equal(v2.procs, '/u/x/cgroup.procs');
});

test('v1 texts', () => {
  const reading = parseReading(
    {
      ...{
        cpuUsage: '1500000000\n',
        cpuStat: 'nr_periods 10\nnr_throttled 4\nthrottled_time 2000000\n',
        cpuQuota: '50000\n',
        cpuPeriod: '100000\n',
      },
      ...{
        memoryUsage: '1000\n',
        memoryLimit: '67108864\n',
        memoryEvents: 'oom_kill_disable 0\nunder_oom 0\noom_kill 2\n',
        memoryStat: 'total_inactive_file 100\n',
      },
      ...{
        pidsCurrent: '3\n',
        pidsLimit: 'max\n',
        ioBytes: '8:0 Read 4096\n8:0 Write 10\n8:0 Total 4106\nTotal 4106\n',
        procs: '5\n7\n',
      },
    },
    { ioBytes: '/x' },
  );
  assert.equal(reading.cpuNs, 1.5e9);
  assert.equal(reading.limitCores, 0.5);
  assert.equal(reading.throttledNs, 2e6);
  assert.deepEqual(reading.memory, { usage: 1000, limit: 67108864, peak: null, oomKills: 2, inactiveFile: 100 });
  assert.deepEqual(reading.pids, { current: 3, limit: null });
  assert.deepEqual(reading.io, { readBytes: 4096, writeBytes: 10 });
  assert.deepEqual(reading.procs, [5, 7]);
});

test('v2 texts', () => {
  const reading = parseReading(
    {
      ...{
        cpuStat: 'usage_usec 1500\nnr_periods 1\nnr_throttled 1\nthrottled_usec 5\n',
        cpuMax: '25000 100000\n',
        memoryUsage: '7\n',
        memoryLimit: 'max\n',
      },
      ...{
        memoryEvents: 'low 0\noom 1\noom_kill 1\n',
        ioBytes: '8:0 rbytes=1 wbytes=2 rios=3 wios=4\n8:16 rbytes=10 wbytes=20 rios=0 wios=0\n',
      },
      cpuPressure: 'some avg10=1.50 avg60=0.00 avg300=0.00 total=1\nfull avg10=0.25 avg60=0.00 avg300=0.00 total=1\n',
    },
    { ioBytes: '/x' },
  );
  assert.equal(reading.cpuNs, 1.5e6);
  assert.equal(reading.limitCores, 0.25);
  assert.equal(reading.memory.limit, null);
  assert.deepEqual(reading.io, { readBytes: 11, writeBytes: 22 });
  assert.deepEqual(reading.pressure?.cpu, { some: 1.5, full: 0.25 });
});

test('no limit of v1 is no limit, and no cgroup is no number', () => {
  assert.equal(
    parseReading({ memoryLimit: '9223372036854771712\n', cpuQuota: '-1\n', cpuPeriod: '100000\n' }, {}).memory.limit,
    null,
  );
  const nothing = parseReading({}, {});
  assert.equal(nothing.cpuNs, null);
  assert.equal(nothing.limitCores, null);
  assert.equal(nothing.io, null);
  assert.equal(parsePressure(undefined), undefined);
});

test('a process cannot break a table, or speak to a terminal, by what it calls itself', () => {
  const commandOf = (comm: string, cmdline: string): string =>
    parseProcess({ hostPid: 1, stat: `1 (${comm}) S 0`, status: '', cmdline }, String).command;
  assert.equal(commandOf('sh', 'sh\0-c\0a\nb\tc\x1b[31md\x9bé\0'), 'sh -c a b?c?[31md?é');
  assert.equal(commandOf('\x1b]0;x\x07', ''), '[?]0;x?]');
});

test('a process name with spaces and parentheses does not shift the fields', () => {
  const fields = Array.from({ length: 50 }, (_, i) => String(i + 3));
  fields[0] = 'S';
  const stat = `42 (a) b (c)) ${fields.join(' ')}`;
  const process = parseProcess(
    { hostPid: 42, stat, status: 'Uid:\t1000\t0\nNSpid:\t42\t7\nVmRSS:\t  12 kB\n', cmdline: 'sh\0-c\0x y\0' },
    (uid) => `u${uid}`,
  );
  assert.deepEqual(
    { ...process },
    {
      pid: 7,
      hostPid: 42,
      hostParentPid: 4,
      command: 'sh -c x y',
      uid: 1000,
      user: 'u1000',
      state: 'S',
      tty: 7,
      cpuTicks: 29,
      startTicks: 22,
      rss: 12288,
    },
  );
});
