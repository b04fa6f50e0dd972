/** The C++ unit tests (doctest), in one build preset. */
import { join } from 'node:path';
import { buildNative } from './build.mjs';
import { root, run, step } from './steps.mjs';

/** Resolves to `{ passed, failed, skipped }` of test cases; a sanitizer's report ends the run and is a failure. */
export async function nativeUnitTests(preset) {
  await step(`Building the native unit tests (${preset})`, () => buildNative(preset, ['bulkhead-tests']));
  const output = await run([join(root, 'build', preset, 'bulkhead-tests'), '--no-colors'], { allowFailure: true });
  process.stdout.write(output);
  const summary = /test cases:\s*(\d+) \|\s*(\d+) passed \|\s*(\d+) failed \|\s*(\d+) skipped/.exec(output);
  if (!summary || /ERROR: AddressSanitizer|runtime error:/.test(output)) return { passed: 0, failed: 1, skipped: 0 };
  const [, , passed, failed, skipped] = summary.map(Number);
  return { passed, failed, skipped };
}
