import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { demultiplex, encodeFrame } from '../../../api/frames';

test('a frame has the stream, three zeros and the length as big endian', () => {
  assert.deepEqual([...encodeFrame('stderr', Buffer.from('ab'))], [2, 0, 0, 0, 0, 0, 0, 2, 97, 98]);
});

for (const size of [1, 3, 8, 9, 1000]) {
  test(`frames cut into pieces of ${size} bytes come out whole`, async () => {
    const bytes = Buffer.concat([
      encodeFrame('stdout', Buffer.from('hello\n')),
      encodeFrame('stderr', Buffer.alloc(0)),
      encodeFrame('stderr', Buffer.from('bad')),
    ]);
    const pieces = [];
    for (let i = 0; i < bytes.length; i += size) pieces.push(bytes.subarray(i, i + size));
    const frames = [];
    for await (const frame of demultiplex(Readable.from(pieces))) frames.push([frame.stream, frame.data.toString()]);
    assert.deepEqual(frames, [
      ['stdout', 'hello\n'],
      ['stderr', ''],
      ['stderr', 'bad'],
    ]);
  });
}

test('bytes of a terminal are not taken for frames', async () => {
  await assert.rejects(async () => {
    for await (const frame of demultiplex(Readable.from([Buffer.from('root@host:/# ls\n')]))) assert.fail(frame.stream);
  }, /not in the multiplexed format/);
});
