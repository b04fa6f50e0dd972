/** The import rules of the architecture: who may know of whom. */
const between = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: `^${from}/` },
  to: {
    path: '^(api|bench|engine|extension|loader|registry|runtime-native|server|spec|test)/',
    pathNot: `^(${[from, ...allowed].join('|')})/`,
  },
});

module.exports = {
  forbidden: [
    between('loader-imports-nothing-of-ours', 'loader', []),
    between('spec-imports-nothing-of-ours', 'spec', []),
    between('registry-imports-spec', 'registry', ['spec']),
    between('server-imports-spec-and-registry', 'server', ['spec', 'registry']),
    between('api-imports-spec', 'api', ['spec']),
    between('extension-imports-spec-and-api', 'extension', ['spec', 'api']),
    between('engine-imports-spec-registry-api-and-the-addon', 'engine', ['spec', 'registry', 'api', 'runtime-native/addon']),
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^vscode$' } },
    {
      name: 'vscode-only-in-the-client',
      severity: 'error',
      from: { pathNot: '^(extension|test/editor)/' },
      to: { path: '^vscode$' },
    },
  ],
  options: { doNotFollow: { path: 'node_modules' }, tsPreCompilationDeps: true, tsConfig: { fileName: 'tsconfig.json' } },
};
