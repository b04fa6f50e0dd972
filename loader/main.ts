import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { compileProgram } from './compileProgram';

/** V8 took budgets of bytecode for what it counts in calls since 11.8; of a flag that it does not know it complains. */
const [major = 0, minor = 0] = process.versions.v8.split('.').map(Number);
const countsCalls = major > 11 || (major === 11 && minor >= 8);

/**
 * What is asked of these programs is mostly done within a second or in short bursts, in which optimizing a function costs more than it brings: that
 * is considered when it has run 16 times as often as by default.
 */
setFlagsFromString(countsCalls ? '--invocation-count-for-turbofan=48000' : '--interrupt-budget=1081344');

/** Likewise, a function notes what it is called with, and is compiled, when it has run 64 times its length rather than 8: few do. */
const NOTES_AFTER = countsCalls
  ? '--invocation-count-for-feedback-allocation'
  : '--interrupt-budget-factor-for-feedback-allocation';
setFlagsFromString(`${NOTES_AFTER}=64`);

/** Runs the program beside it, of its own name with `.js` behind, as if it were the program. */
const program = `${__filename}.js`;
const exported = { exports: {} };
compileProgram(program)(exported.exports, createRequire(program), exported, program, dirname(program));
