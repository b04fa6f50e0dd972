/** `npm test`: every tier, on a fresh machine. `npm test -- unit kernel` runs the named ones. Ends with one line of counts. */
import { build } from './build.mjs';
import { ensureEditor } from './installEditor.mjs';
import { runNodeTests, testFiles } from './nodeTests.mjs';
import { main } from './steps.mjs';
import { checks } from './checks.mjs';
import { nativeUnitTests } from './nativeTests.mjs';
import { hostTests } from './extensionHostTests.mjs';
import { vmTests } from './vmTests.mjs';
import { packageExtension } from './package.mjs';
import { ensureSpecPackages } from './specPackages.mjs';
import { ensureSystemPackages } from './systemPackages.mjs';

const tiers = {
  checks,
  unit: () => runNodeTests('unit', testFiles('test/unit')),
  server: async () => {
    await ensureSpecPackages();
    return runNodeTests('server', testFiles('test/server'));
  },
  native: async () => add(await nativeUnitTests('debug'), await nativeUnitTests('asan')),
  kernel: () => runNodeTests('kernel', testFiles('test/kernel'), { concurrency: 1 }),
  vm: vmTests,
  editor: async () => {
    await packageExtension();
    await ensureEditor();
    const inCode = add(
      await hostTests(),
      await runNodeTests('workbench', testFiles('test/editor/workbench'), { concurrency: 1 }),
    );
    return add(inCode, await runNodeTests('neovim', testFiles('test/editor/neovim')));
  },
  /** Last: what all the others must not have left behind. */
  leftovers: () => runNodeTests('leftovers', testFiles('test/leftovers')),
};

function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** A tier that throws could not run: that is a failure, never a skip. */
async function runTier(name) {
  process.stdout.write(`\n── ${name} ──\n`);
  try {
    const counts = await tiers[name]();
    process.stdout.write(`── ${name}: ${line(counts)}\n`);
    return counts;
  } catch (error) {
    process.stdout.write(`${error.stack ?? error}\n── ${name}: could not run\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const line = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

main(async () => {
  const named = process.argv.slice(2).filter((name) => name !== '--');
  const unknown = named.filter((name) => !(name in tiers));
  if (unknown.length > 0) throw new Error(`No such tier: ${unknown.join(', ')}. There are: ${Object.keys(tiers).join(', ')}`);
  await ensureSystemPackages('build', 'run', 'test', 'vm', 'editor');
  await build();
  let total = { passed: 0, failed: 0, skipped: 0 };
  for (const name of named.length > 0 ? named : Object.keys(tiers)) total = add(total, await runTier(name));
  process.stdout.write(`\n${line(total)}\n`);
  process.exitCode = total.failed > 0 ? 1 : 0;
});
