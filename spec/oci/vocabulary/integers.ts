import type { ValueType } from '../../compose/vocabulary/ValueType';

/** Go's integer types, which the runtime-spec gives its numbers. Of 64 bits as near as a double comes: the exact test is on the text. */
export const int32: ValueType = { kind: 'integer', min: -(2 ** 31), max: 2 ** 31 - 1 };
export const uint16: ValueType = { kind: 'integer', min: 0, max: 2 ** 16 - 1 };
export const uint32: ValueType = { kind: 'integer', min: 0, max: 2 ** 32 - 1 };
export const int64: ValueType = { kind: 'integer', min: -(2 ** 63), max: 2 ** 63 - 1 };
export const uint64: ValueType = { kind: 'integer', min: 0, max: 2 ** 64 - 1 };
