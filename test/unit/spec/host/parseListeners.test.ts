import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseListeners } from '../../../../spec/host/parseListeners';

const line = (local: string, state: string): string =>
  `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000 0 0 590\n`;

const CASES: [text: string, protocol: 'tcp' | 'udp', expected: string | undefined][] = [
  [line('00000000:07E8', '0A'), 'tcp', ' 2024'],
  [line('0100007F:0050', '0A'), 'tcp', '127.0.0.1 80'],
  [line('0100007F:0050', '01'), 'tcp', undefined],
  [line('00000000000000000000000000000000:0050', '0A'), 'tcp', ' 80'],
  [line('00000000000000000000000001000000:0050', '0A'), 'tcp', '::1 80'],
  [line('0000000000000000FFFF00000100007F:0050', '0A'), 'tcp', '127.0.0.1 80'],
  [line('B80D0120000000000000000001000000:0035', '07'), 'udp', '2001:db8::1 53'],
  ['  sl  local_address rem_address   st\n', 'tcp', undefined],
];

for (const [text, protocol, expected] of CASES)
  test(`listener '${text.trim().slice(0, 60)}'`, () => {
    const [found] = parseListeners(text, protocol);
    assert.equal(found && `${found.address} ${found.port}`, expected);
  });
