import { test } from 'node:test';
import { checkSequences } from './support/editSequences';
import { KINDS } from './support/startingFiles';

const SEQUENCES = 2500;

test(`answers after any of ${SEQUENCES} sequences of edits of a project as a fresh server does`, () =>
  checkSequences(KINDS.compose, SEQUENCES));
