import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { enginePaths } from '../../../api/paths';
import { startEngine } from '../../../api/startEngine';

/** Writes down that it was started; the first one finds a socket taken whose engine then ends without a word, the second one serves. */
const ENGINE = `
const { appendFileSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { BULKHEAD_DATA: data, BULKHEAD_RUN: run } = process.env;
appendFileSync(join(data, 'starts'), 'started\\n');
if (readFileSync(join(data, 'starts'), 'utf8') !== 'started\\n')
  require('node:http')
    .createServer((request, response) => {
      response.setHeader('connection', 'close').end('OK');
      if (request.url === '/stop') process.exit();
    })
    .listen(join(run, 'engine.sock'));
`;

test('an engine that gives way to one which then ends is started again', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'bulkhead-start-'));
  t.after(() => rmSync(directory, { recursive: true, maxRetries: 20 }));
  const enginePath = join(directory, 'engine');
  writeFileSync(enginePath, ENGINE);
  const env = { ...process.env, BULKHEAD_DATA: join(directory, 'data'), BULKHEAD_RUN: directory };
  const client = await startEngine({ enginePath, paths: enginePaths(env), env });
  assert.equal(readFileSync(join(directory, 'data/starts'), 'utf8'), 'started\nstarted\n');
  await client.stream('GET', '/stop').catch(() => undefined);
});
