import { test } from 'node:test';
import { checkSequences } from './support/editSequences';
import { KINDS } from './support/startingFiles';

const SEQUENCES = 750;

for (const kind of [KINDS.ociJson, KINDS.ociYaml])
  test(`answers after any of ${SEQUENCES} sequences of edits of ${kind.name} as a fresh server does`, () =>
    checkSequences(kind, SEQUENCES));
