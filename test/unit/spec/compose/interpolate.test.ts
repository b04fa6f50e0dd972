import assert from 'node:assert/strict';
import { test } from 'node:test';
import { interpolate } from '../../../../spec/compose/interpolate';

const ENV: Record<string, string> = { SET: 'value', EMPTY: '', OTHER: 'other' };

const CASES: [rule: string, text: string, expected: string, codes?: string[]][] = [
  ['plain', '$SET/x', 'value/x'],
  ['braced', '${SET}x', 'valuex'],
  ['escaped', '$$SET $${SET}', '$SET ${SET}'],
  ['unset', 'a${NO}b', 'ab', ['variable-unset']],
  ['default when empty or unset', '${NO:-d}${EMPTY:-d}${SET:-d}', 'ddvalue'],
  ['default when unset only', '${NO-d}${EMPTY-d}', 'd'],
  ['alternative when set and not empty', '${SET:+a}${EMPTY:+a}${NO:+a}', 'a'],
  ['alternative when set', '${SET+a}${EMPTY+a}${NO+a}', 'aa'],
  ['required, present', '${SET:?m}${SET?m}${EMPTY?m}', 'valuevalue'],
  ['required, empty', '${EMPTY:?set it}', '', ['variable-required']],
  ['required, unset', '${NO?set it}', '', ['variable-required']],
  ['nested default', '${NO:-${NO2:-${SET}}}', 'value'],
  ['variable in a default', '${NO:-$OTHER-x}', 'other-x'],
  ['does not judge a branch not taken', '${SET:-${NO}}${NO:+${NO2:?m}}', 'value'],
  ['empty default', '${NO:-}', ''],
  ['a lone dollar', 'a$', 'a$', ['variable-invalid']],
  ['a dollar before a digit', '$1', '$1', ['variable-invalid']],
  ['not closed', '${SET', '${SET', ['variable-invalid']],
  ['not closed in a default', '${NO:-x', '${NO:-x', ['variable-invalid']],
  ['no name', '${}', '${}', ['variable-invalid']],
  ['unknown operator', '${SET/x}', '${SET/x}', ['variable-invalid']],
  ['nested too deeply', '${NO:-'.repeat(40) + '}'.repeat(40), '', undefined],
];

for (const [rule, text, expected, codes = []] of CASES)
  test(`interpolation: ${rule}`, () => {
    const result = interpolate(text, (name) => ENV[name]);
    if (rule === 'nested too deeply') {
      assert.ok(result.issues.some(({ code }) => code === 'variable-invalid'));
      return;
    }
    assert.equal(result.text, expected);
    assert.deepEqual(
      result.issues.map(({ code }) => code),
      codes,
    );
  });

test('points at the variable', () =>
  assert.deepEqual(
    interpolate('ab${NO}c', () => undefined).issues.map(({ start, end }) => [start, end]),
    [[2, 7]],
  ));
test('repeats the message of a required variable', () =>
  assert.match(interpolate('${NO:?set it}', () => undefined).issues[0]?.message ?? '', /NO has no value: set it/));
