import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { BUSYBOX, busyboxImage } from './busyboxImage';
import { archiveOf, dockerSave } from './imageArchive';
import { TestEngine, type Mode } from './TestEngine';
import { until } from '../../support/until';

/** Health checks of the docker command and of Compose, with real probes. */
export function healthCases(mode: Mode): void {
  suite(`health checks, ${mode}`, () => {
    let engine: TestEngine;
    const docker = (...args: string[]) => engine.docker(...args);
    const status = (name: string) => docker('inspect', '-f', '{{.State.Health.Status}}', name).stdout.trim();
    before(async () => {
      engine = TestEngine.start(mode);
      assert.equal(engine.command(['docker', 'load'], await archiveOf(dockerSave(await busyboxImage()))).code, 0);
    });
    after(() => engine.stop());

    test('go from starting to healthy to unhealthy and back, over a new engine', async () => {
      const check = ['--health-cmd', 'echo probed; cat /tmp/well', '--health-interval', '300ms', '--health-retries', '2'];
      const { code, stderr } = docker(
        'run',
        '-d',
        '--name',
        'patient',
        ...check,
        BUSYBOX,
        'sh',
        '-c',
        'touch /tmp/well; sleep 1000',
      );
      assert.deepEqual([code, stderr], [0, '']);
      await until(() => status('patient') === 'healthy');
      assert.match(docker('ps', '--format', '{{.Status}}', '--filter', 'health=healthy').stdout, /^Up .* \(healthy\)\n$/);
      engine.bulkhead('engine', 'stop');
      engine.bulkhead('engine', 'start');
      assert.equal(status('patient'), 'healthy');
      docker('exec', 'patient', 'rm', '/tmp/well');
      await until(() => status('patient') === 'unhealthy');
      const health = JSON.parse(docker('inspect', '-f', '{{json .State.Health}}', 'patient').stdout) as {
        FailingStreak: number;
        Log: { ExitCode: number; Output: string }[];
      };
      assert.ok(health.FailingStreak >= 2 && health.Log.length <= 5);
      assert.match(health.Log.at(-1)?.Output ?? '', /^probed\ncat: can't open '\/tmp\/well'/);
      docker('exec', 'patient', 'touch', '/tmp/well');
      await until(() => status('patient') === 'healthy');
      const told = engine.background([
        'docker',
        'events',
        '--since',
        '1h',
        '--filter',
        'event=health_status',
        '--format',
        '{{.Action}}',
      ]);
      await until(() => told.output().startsWith('health_status: unhealthy\nhealth_status: healthy\n'));
      told.kill();
      docker('rm', '-f', 'patient');
    });

    test('a probe that takes too long has failed, and does not go on', async () => {
      const check = [
        '--health-cmd',
        'sleep 321',
        '--health-interval',
        '200ms',
        '--health-timeout',
        '300ms',
        '--health-retries',
        '1',
      ];
      docker('run', '-d', '--name', 'slow', ...check, BUSYBOX, 'sleep', '1000');
      await until(() => status('slow') === 'unhealthy');
      assert.match(
        docker('inspect', '-f', '{{(index .State.Health.Log 0).Output}}', 'slow').stdout,
        /Health check exceeded timeout \(0\.3s\)/,
      );
      await until(() => (docker('top', 'slow').stdout.match(/sleep 321/g)?.length ?? 0) <= 2);
      docker('rm', '-f', 'slow');
    });

    test('a check that is not one is refused', () => {
      const { code, stderr } = docker('run', '--health-cmd', 'true', '--health-interval', '1us', BUSYBOX);
      assert.equal(code, 125);
      assert.match(stderr, /cannot be less than 1ms/);
    });

    const compose = (test: string) => `
services:
  first:
    image: ${BUSYBOX}
    command: sh -c 'sleep 1; touch /tmp/up; sleep 1000'
    stop_grace_period: 0s
    healthcheck: { test: "${test}", interval: 200ms, retries: 500 }
  second:
    image: ${BUSYBOX}
    command: echo second
    depends_on: { first: { condition: service_healthy } }
`;

    test('service_healthy waits, and fails when it will not be', () => {
      const path = join(engine.directory, 'compose.yaml');
      writeFileSync(path, compose('test -e /tmp/up'));
      const up = engine.bulkhead('up', '-d', '-p', 'well', path);
      assert.equal(up.code, 0, up.stderr);
      assert.match(docker('ps', '--format', '{{.Names}} {{.Status}}').stdout, /^well-first-1 Up .*\(healthy\)$/m);
      engine.bulkhead('down', '-p', 'well');
      writeFileSync(path, compose('false').replace('retries: 500', 'retries: 2'));
      const failed = engine.bulkhead('up', '-d', '-p', 'ill', path);
      assert.equal(failed.code, 1);
      assert.match(failed.stderr, /dependency failed to start: container ill-first-1 is unhealthy/);
      engine.bulkhead('down', '-p', 'ill');
    });
  });
}
