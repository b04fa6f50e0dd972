/** `npm start`: from a fresh clone to an editor with Bulkhead in it. `-- --headless` runs the sample in this terminal instead. */
import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { build } from './build.mjs';
import { main, root, run, step } from './steps.mjs';

const bulkhead = (...args) => run([join(root, 'dist/bulkhead'), ...args]);
const sample = join(root, 'samples/hello/compose.yaml');

const next = `
1. Open hello/compose.yaml; a typo in it is underlined with what was meant.
2. Right-click on it in the explorer or in the editor: "Run Container".
3. Watch its processes, limits and namespaces under the Bulkhead icon in the activity bar; stop it there.
`;

async function headless() {
  await step('Starting samples/hello/compose.yaml', () => bulkhead('up', '--detach', '-f', sample));
  try {
    const output = await firstOutput('hello-hello-1');
    process.stdout.write(`\nOutput of hello-hello-1:\n${output}\nProcesses:\n${await bulkhead('top', 'hello-hello-1')}`);
    process.stdout.write(`\nLimits and usage:\n${await bulkhead('stats', '--no-stream', 'hello-hello-1')}\n`);
  } finally {
    await step('Removing it', () => bulkhead('down', '-f', sample));
  }
}

/** What the container wrote so far, as soon as there is a whole first line. */
async function firstOutput(container) {
  for (let attempt = 0; attempt < 100; attempt++) {
    const output = await bulkhead('logs', container);
    if (output.includes('\n')) return output;
    await sleep(100);
  }
  throw new Error(`${container} wrote nothing within 10 s; "dist/bulkhead inspect ${container}" shows its state`);
}

async function openEditor() {
  if (spawnSync('code', ['--version'], { stdio: 'ignore' }).status === 0) {
    await run(['code', '--new-window', `--extensionDevelopmentPath=${root}`, join(root, 'samples')]);
    process.stdout.write(next);
    return;
  }
  const { openCodeServer } = await import('./codeServer.mjs');
  const { url, child } = await openCodeServer(join(root, 'samples'));
  process.stdout.write(`\nThe editor is at ${url} (Ctrl+C here ends it; containers go on).\n${next}`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal));
  await new Promise((resolve) => child.once('exit', resolve));
}

main(async () => {
  await build();
  await step('Starting the engine', () => bulkhead('engine', 'start'));
  await (process.argv.includes('--headless') ? headless() : openEditor());
});
