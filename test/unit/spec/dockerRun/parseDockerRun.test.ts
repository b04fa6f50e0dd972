import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SERVICE_KEYS } from '../../../../spec/compose/vocabulary/projectKeys';
import { isDockerRun, parseDockerRun } from '../../../../spec/dockerRun/parseDockerRun';
import { RUN_FLAGS } from '../../../../spec/dockerRun/runFlagTable';

const CASES: [command: string, service: object][] = [
  ['docker run nginx', { image: 'nginx' }],
  [
    'sudo podman run --rm -it alpine:3 sh -c "echo hi"',
    { image: 'alpine:3', stdin_open: true, tty: true, command: ['sh', '-c', 'echo hi'] },
  ],
  ['docker container run -p80:80 -p 443:443 x', { image: 'x', ports: ['80:80', '443:443'] }],
  ['docker run -e A=1 --env B --env=C="d e" x', { image: 'x', environment: { A: '1', B: undefined, C: 'd e' } }],
  ['docker run --memory=64m --cpus 0.5 --pids-limit 10 x', { image: 'x', mem_limit: '64m', cpus: 0.5, pids_limit: 10 }],
  ['docker run --network none --network front x', { image: 'x', network_mode: 'none', networks: ['front'] }],
  ['docker run --health-cmd "true" --health-interval 5s x', { image: 'x', healthcheck: { test: 'true', interval: '5s' } }],
  ['docker run --ulimit nofile=1:2 --ulimit core=0 x', { image: 'x', ulimits: { nofile: { soft: 1, hard: 2 }, core: 0 } }],
  [
    'docker run --mount type=bind,src=/a,dst=/b,readonly x',
    { image: 'x', volumes: [{ type: 'bind', source: '/a', target: '/b', read_only: true }] },
  ],
  [
    'docker run --log-opt max-size=1m --log-driver local x',
    { image: 'x', logging: { options: { 'max-size': '1m' }, driver: 'local' } },
  ],
  ['docker run --init=false --stop-timeout 3 x', { image: 'x', init: false, stop_grace_period: '3s' }],
  ['docker run -v $PWD:/a -v "$(pwd)/b":/b -v `pwd`/c:/c:ro x', { image: 'x', volumes: ['.:/a', './b:/b', './c:/c:ro'] }],
  [
    'docker run --mount type=bind,src="${PWD}"/a,dst=/b --env-file $PWD/.env -w $PWD x',
    {
      image: 'x',
      volumes: [{ type: 'bind', source: './a', target: '/b' }],
      env_file: ['./.env'],
      working_dir: '${PWD}',
    },
  ],
  [
    'docker run -u $(id -u):$(id -g) -e A="$B" x:${TAG:-1}',
    { image: 'x:${TAG:-1}', user: '${UID}:${GID}', environment: { A: '${B}' } },
  ],
  [
    `docker run x sh -c 'echo $HOME' "$(date +%s)" \\$A "\\$B" 5$`,
    { image: 'x', command: ['sh', '-c', 'echo $$HOME', '$$(date +%s)', '$$A', '$$B', '5$$'] },
  ],
  ['docker run \\\n  -v a:/b \\\n  x', { image: 'x', volumes: ['a:/b'] }],
];
for (const [command, service] of CASES)
  test(`reads ${command.replaceAll('\n', ' ')}`, () => assert.deepEqual(parseDockerRun(command)?.service, service));

test('names the service by the container, else by the image', () => {
  assert.equal(parseDockerRun('docker run --name my-db x')?.name, 'my-db');
  assert.equal(parseDockerRun('docker run ghcr.example/a/web:1@sha256:0')?.name, 'web');
});

test('says which flags it left out', () =>
  assert.deepEqual(parseDockerRun('docker run --cidfile f --strange y x')?.leftOut, ['--cidfile f', '--strange y']));

for (const text of ['docker ps', 'docker run', 'docker run --name a', 'run x', 'docker run "x'])
  test(`does not take ${text} for a service`, () => assert.equal(parseDockerRun(text), undefined));

test('knows a command behind a prompt or a comment sign', () => {
  for (const text of ['$ docker run x', '  # docker run x', '- docker run x']) assert.ok(isDockerRun(text), text);
  assert.ok(!isDockerRun('docker runs x'));
});

test('leads only to keys there are', () => {
  for (const { key } of Object.values(RUN_FLAGS)) if (key !== '') assert.ok((key.split('.')[0] ?? '') in SERVICE_KEYS, key);
});
