/** node:test reporter: one JSON object with the number of test cases that passed, failed and were skipped. */
export default async function* count(source) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of source) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    // A suite and a file are counted by their cases, unless they fail by themselves.
    const container = data.details?.type === 'suite' || data.name.endsWith('.test.ts') || data.name.endsWith('.test.cjs');
    if (data.skip !== undefined || data.todo !== undefined) counts.skipped++;
    else if (type === 'test:fail') counts.failed++;
    else if (!container) counts.passed++;
  }
  yield JSON.stringify(counts);
}
