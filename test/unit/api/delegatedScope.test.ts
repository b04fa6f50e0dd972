import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { delegatedScope } from '../../../api/delegatedScope';

test('a scope is asked for by users on cgroup v2 with a systemd manager, and a refusal is told', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'bulkhead-scope-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const [runtime, unified] = [join(directory, 'runtime'), join(directory, 'cgroup')];
  for (const path of [join(runtime, 'systemd'), unified]) mkdirSync(path, { recursive: true });
  const env = { PATH: process.env['PATH'], XDG_RUNTIME_DIR: runtime };
  writeFileSync(join(unified, 'cgroup.controllers'), '');
  assert.deepEqual(await delegatedScope(env, 1000, unified), { scope: [] }, 'no manager');
  // Nobody listens there.
  writeFileSync(join(runtime, 'systemd/private'), '');
  assert.deepEqual(await delegatedScope(env, 0, unified), { scope: [] }, 'root');
  assert.deepEqual(await delegatedScope({ PATH: env.PATH }, 1000, unified), { scope: [] }, 'no session');
  assert.deepEqual(await delegatedScope(env, 1000, directory), { scope: [] }, 'cgroup v1');
  const { scope, reason } = await delegatedScope(env, 1000, unified);
  assert.deepEqual(scope, []);
  assert.match(reason ?? '', /./);
});
