import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeCapabilities } from '../../../server/mergeCapabilities';

test('makes one offer of what several tables offer', () => {
  assert.deepEqual(
    mergeCapabilities([
      { hoverProvider: true },
      { completionProvider: { triggerCharacters: [':', '-'] } },
      { completionProvider: { triggerCharacters: ['-', '$'] }, foldingRangeProvider: true },
    ]),
    { hoverProvider: true, completionProvider: { triggerCharacters: [':', '-', '$'] }, foldingRangeProvider: true },
  );
});
