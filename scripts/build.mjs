/** `npm run build`: makes everything in dist/. `--ts` or `--native` makes one half. */
import { chmodSync, copyFileSync, mkdirSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureNodePackages } from './nodePackages.mjs';
import { main, root, run, step } from './steps.mjs';
import { ensureSystemPackages } from './systemPackages.mjs';

const dist = join(root, 'dist');

/** A program is a bundle and the loader in front of it, which bears its name. */
const programs = [
  { from: 'engine/main.ts', name: 'bulkhead-engine' },
  { from: 'engine/cli/main.ts', name: 'bulkhead-cli' },
  // Most of what parsing allocates is garbage at once: a small young generation keeps the process at half the memory, and is so soon
  // collected that threads for it would be waited for. Of what a large document leaves behind, the old generation waits for less than it would by default.
  {
    from: 'server/main.ts',
    name: 'bulkhead-language-server',
    flags: ['--max-semi-space-size=1', '--single-threaded-gc', '--v8-pool-size=1', '--heap-growing-percent=70'],
  },
];

/** What Node puts around a CommonJS module; the loader takes it as it is, without a copy of the text. */
const FUNCTION = { banner: '(function (exports, require, module, __filename, __dirname) {', footer: '})' };

const bundles = [
  { from: 'extension/extension.ts', to: 'extension.js', external: ['vscode'] },
  ...programs.map(({ from, name }) => ({ from, to: `${name}.js`, wrap: FUNCTION })),
  ...programs.map(({ name, flags = [] }) => ({ from: 'loader/main.ts', to: name, starts: true, flags })),
];

/**
 * Modules of Node that most starts have no use for, but that libraries load with themselves: loaded at their first use. An editor speaks over stdio, so
 * the language server needs none of them.
 */
const lateModules = {
  name: 'late modules',
  setup(build) {
    build.onResolve({ filter: /^(node:)?(child_process|crypto|net)$/ }, ({ path, namespace, kind }) =>
      namespace !== 'late' && kind === 'require-call' ? { path, namespace: 'late' } : { path, external: true },
    );
    build.onLoad({ filter: /./, namespace: 'late' }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, name) => require('${path}')[name] });`,
    }));
  },
};

/**
 * A library that is called for few files, and makes tables of its own as soon as it is loaded: loaded at the first call of a function of it. What it
 * exports besides functions is for types.
 */
const lateLibrary = {
  name: 'late library',
  setup(build) {
    build.onResolve({ filter: /^jsonc-parser$/ }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: 'late library' } : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'late library' }, async ({ path }) => {
      const library = Object.entries(await import(path)).filter(([, value]) => typeof value === 'function');
      const contents = library.map(([name]) => `export const ${name} = (...given) => require('${path}').${name}(...given);`);
      return { contents: contents.join('\n'), resolveDir: root };
    });
  },
};

/** A library in CommonJS is copied, name by name, into each module that imports it; of one that many import there shall be one copy, of what is used. */
const sharedCopy = {
  name: 'shared copy',
  setup(build) {
    build.onResolve({ filter: /^(vscode-languageserver\/node|yaml)$/ }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: 'shared' } : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'shared' }, ({ path }) => {
      const names = Object.keys(createRequire(import.meta.url)(path));
      // Only what is marked so is left out if nobody asks for it.
      const exported = names.map((name) => `export const ${name} = /* @__PURE__ */ (() => library.${name})();`);
      return { contents: `const library = require('${path}');\n${exported.join('\n')}`, resolveDir: root };
    });
  },
};

export async function buildTypeScript() {
  const esbuild = await import('esbuild');
  mkdirSync(dist, { recursive: true });
  await Promise.all(
    bundles.map(async ({ from, to, external = [], starts = false, flags = [], wrap }) => {
      const outfile = join(dist, to);
      await esbuild.build({
        entryPoints: [join(root, from)],
        outfile,
        bundle: true,
        platform: 'node',
        target: 'node20',
        format: 'cjs',
        // As the loader reads it.
        charset: 'ascii',
        // What the loader runs has no loader of ES modules; of a bundle it would load modules of Node only.
        supported: { 'dynamic-import': false },
        external,
        mainFields: ['module', 'main'],
        minifySyntax: true,
        minifyWhitespace: true,
        sourcemap: false,
        logLevel: 'warning',
        plugins: [lateModules, lateLibrary, sharedCopy],
        ...(wrap && { banner: { js: wrap.banner }, footer: { js: wrap.footer } }),
        ...(starts && { banner: { js: flags.length > 0 ? `#!/usr/bin/env -S node ${flags.join(' ')}` : '#!/usr/bin/env node' } }),
      });
      if (starts) chmodSync(outfile, 0o755);
    }),
  );
}

/** Configures and builds a CMake preset in build/<preset>. */
export async function buildNative(preset, targets = []) {
  await run(['cmake', '--preset', preset, '-S', join(root, 'runtime-native')], { cwd: join(root, 'runtime-native') });
  await run(['cmake', '--build', join(root, 'build', preset), ...targets.flatMap((target) => ['--target', target])]);
}

/** Replaces by rename: the old file may be running. */
function place(from, name, mode) {
  const to = join(dist, name);
  copyFileSync(from, `${to}.new`);
  chmodSync(`${to}.new`, mode);
  renameSync(`${to}.new`, to);
}

async function placeNative() {
  mkdirSync(dist, { recursive: true });
  for (const program of ['bulkhead', 'bulkhead-helper']) place(join(root, 'build/release', program), program, 0o755);
  place(join(root, 'build/release/bulkhead.node'), 'bulkhead.node', 0o644);
}

/** Everything, or what `only` names, with what it needs installed first. */
export async function build(only) {
  if (only !== 'ts') await ensureSystemPackages('build', 'run');
  await ensureNodePackages();
  if (only !== 'native')
    await step('Building the extension, the engine, the language server and the command line', buildTypeScript);
  if (only !== 'ts') {
    await step('Building the native helper, the command and the addon', async () => {
      await buildNative('release', ['bulkhead', 'bulkhead-helper', 'bulkhead_node']);
      await placeNative();
    });
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const only = process.argv.includes('--ts') ? 'ts' : process.argv.includes('--native') ? 'native' : undefined;
  main(() => build(only));
}
