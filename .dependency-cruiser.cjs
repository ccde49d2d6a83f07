// The dependency rule of ARCHITECTURE.md, "Map": each folder may import only what stands below it. A broken rule fails `npm run check`.
/** Folders from the bottom up; `above(name)` is all that `name` may not import. */
const order = ['protocol', 'core', 'analysis', 'tracer', 'store', 'recorder', 'panel', 'adapter', 'cli', 'extension'];
const allowed = {
  protocol: [],
  core: ['protocol'],
  analysis: ['protocol', 'core'],
  tracer: ['protocol', 'core', 'analysis'],
  store: ['protocol', 'core'],
  recorder: ['protocol', 'core', 'store'],
  panel: ['protocol', 'core', 'store'],
  adapter: ['protocol', 'core', 'store', 'recorder'],
  cli: ['protocol', 'core', 'store', 'recorder', 'panel'],
  extension: ['protocol', 'core', 'store', 'recorder', 'panel', 'adapter'],
};
const forbidden = order.map((name) => ({
  name: `${name}-imports-only-below`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: { path: '^(src|webview)/', pathNot: `^src/(${[name, ...allowed[name]].join('|')})/` },
}));
const builtin = { dependencyTypes: ['core'] };

module.exports = {
  forbidden: [
    ...forbidden,
    {
      name: 'webview-imports-protocol-and-core',
      severity: 'error',
      from: { path: '^webview/' },
      to: { path: '^src/', pathNot: '^src/(protocol|core)/' },
    },
    { name: 'core-does-no-io', severity: 'error', from: { path: '^src/(core|protocol)/' }, to: builtin },
    {
      name: 'core-has-no-packages',
      severity: 'error',
      from: { path: '^src/(core|protocol)/' },
      to: { path: 'node_modules' },
    },
    {
      name: 'only-extension-imports-vscode',
      severity: 'error',
      from: { path: '^(src|webview)/', pathNot: '^src/extension/' },
      to: { path: '^(vscode$|node_modules/@types/vscode)' },
    },
    {
      name: 'only-analysis-typescript-imports-ts-morph',
      severity: 'error',
      from: { path: '^(src|webview)/', pathNot: '^src/analysis/typescript/' },
      to: { path: 'ts-morph' },
    },
    {
      // Types may refer to each other; code may not. The analysis of a program is recursive by nature: each kind of syntax calls the visitor.
      name: 'no-circles',
      severity: 'error',
      from: { pathNot: '^src/analysis/typescript/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^vscode$' } },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.cjs', '.mjs', '.json'] },
  },
};
