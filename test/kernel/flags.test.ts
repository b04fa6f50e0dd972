import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { modesOfLongCases } from './support/modes';
import { TestEngine, type Mode } from './support/TestEngine';

const host = 'bulkhead.local/host';

/** What a flag promises, seen from inside of the container. */
interface FlagCase {
  rule: string;
  flags: string[];
  script: string;
  stdout: RegExp;
  /** Needs what only one of the modes has; in the others the flag is refused, which limits.test.ts shows. */
  only?: Mode;
}

const cases: FlagCase[] = [
  {
    rule: '-u, -w and -e: user, group, directory and environment',
    flags: ['-u', '1000:1001', '-w', '/tmp', '-e', 'GREETING=ahoy'],
    script: 'id -u; id -g; pwd; echo $GREETING',
    stdout: /^1000\n1001\n\/tmp\nahoy\n$/,
  },
  {
    rule: '--cap-drop and --cap-add leave exactly what was asked for',
    flags: ['--cap-drop', 'ALL', '--cap-add', 'CHOWN'],
    script: 'grep -E "^Cap(Eff|Prm|Bnd)" /proc/self/status',
    stdout: /^CapPrm:\t0{15}1\nCapEff:\t0{15}1\nCapBnd:\t0{15}1\n$/,
  },
  {
    rule: '--ulimit sets soft and hard limit',
    flags: ['--ulimit', 'nofile=100:200'],
    script: 'ulimit -Sn; ulimit -Hn',
    stdout: /^100\n200\n$/,
  },
  {
    rule: '--security-opt no-new-privileges',
    flags: ['--security-opt', 'no-new-privileges'],
    script: 'grep NoNewPrivs /proc/self/status',
    stdout: /\t1\n$/,
  },
  {
    rule: '--security-opt seccomp=unconfined takes the filter away',
    flags: ['--security-opt', 'seccomp=unconfined'],
    script: 'grep Seccomp: /proc/self/status',
    stdout: /\t0\n$/,
  },
  { rule: '--tmpfs with its size', flags: ['--tmpfs', '/mnt:size=1m'], script: 'df -k /mnt | tail -1', stdout: /^tmpfs +1024 / },
  { rule: '--shm-size', flags: ['--shm-size', '8m'], script: 'df -k /dev/shm | tail -1', stdout: /^shm +8192 / },
  {
    rule: '--sysctl of the container’s own namespace, host untouched',
    flags: ['--sysctl', 'kernel.msgmax=4096'],
    script: 'cat /proc/sys/kernel/msgmax',
    stdout: /^4096\n$/,
  },
  { rule: '--hostname', flags: ['--hostname', 'berth'], script: 'hostname; cat /etc/hostname', stdout: /^berth\nberth\n$/ },
  { rule: '--add-host', flags: ['--add-host', 'db:10.1.2.3'], script: 'grep -w db /etc/hosts', stdout: /^10\.1\.2\.3\tdb\n$/ },
  { rule: '--dns', flags: ['--dns', '192.0.2.1'], script: 'cat /etc/resolv.conf', stdout: /^nameserver 192\.0\.2\.1\n$/ },
  { rule: '--oom-score-adj', flags: ['--oom-score-adj', '100'], script: 'cat /proc/self/oom_score_adj', stdout: /^100\n$/ },
  { rule: '--entrypoint', flags: ['--entrypoint', '/bin/echo'], script: 'x', stdout: /^sh -c x\n$/ },
  {
    rule: '--init reaps orphans and ends as the command ends',
    flags: ['--init'],
    // An orphan that nobody waits for stays a zombie, and so in /proc.
    script:
      'cat /proc/1/comm; o=$(sh -c "sleep 0.1 > /dev/null & echo \\$!"); while [ -d /proc/$o ]; do sleep 0.1; done; echo $$',
    stdout: /^init\n[2-9]\n$/,
  },
  { rule: '--group-add', flags: ['--group-add', '4242'], script: 'id -G', stdout: /\b4242\b/ },
  {
    rule: '--device',
    flags: ['--device', '/dev/full:/dev/brim:r'],
    script: 'test -c /dev/brim && head -c 1 /dev/brim | wc -c',
    stdout: /^1\n$/,
    only: 'root',
  },
  {
    rule: '--cpuset-cpus',
    flags: ['--cpuset-cpus', '1'],
    script: 'grep Cpus_allowed_list /proc/self/status',
    stdout: /\t1\n$/,
    only: 'root',
  },
];

for (const mode of modesOfLongCases)
  suite(`flags of run, ${mode}`, () => {
    let engine: TestEngine;
    before(() => {
      engine = TestEngine.start(mode);
    });
    after(() => engine.stop());

    for (const { rule, flags, script, stdout, only } of cases) {
      if (only !== undefined && only !== mode) continue;
      test(rule, () => {
        const run = engine.bulkhead('run', '--rm', ...flags, host, 'sh', '-c', script);
        assert.match(run.stdout, stdout, run.stderr);
      });
    }
  });
