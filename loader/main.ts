import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { compileProgram } from './compileProgram';

/**
 * What is asked of these programs is mostly done within a second or in short bursts, in which optimizing a function costs more than it brings: bytes of
 * bytecode that run before V8 considers it, 16 times its default.
 */
setFlagsFromString('--interrupt-budget=1081344');

/** Likewise, a function notes what it is called with, and is compiled, when it has run 64 times its length rather than 8: few do. The flag has two names. */
const NOTES_AFTER =
  Number.parseInt(process.versions.v8) < 12
    ? '--interrupt-budget-factor-for-feedback-allocation'
    : '--invocation-count-for-feedback-allocation';
setFlagsFromString(`${NOTES_AFTER}=64`);

/** Runs the program beside it, of its own name with `.js` behind, as if it were the program. */
const program = `${__filename}.js`;
const exported = { exports: {} };
compileProgram(program)(exported.exports, createRequire(program), exported, program, dirname(program));
