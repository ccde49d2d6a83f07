// The analyzer needs of ts-morph no more than the TypeScript that it brings. The rest would be loaded, too, by every process that analyses.

/** For esbuild: `import { ts } from 'ts-morph'` finds that alone. `root` is where packages are found. */
export const parserAlone = (root) => ({
  name: 'parser-alone',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^ts-morph$/ }, () => ({ path: 'ts-morph', namespace: 'parser-alone' }));
    onLoad({ filter: /./, namespace: 'parser-alone' }, () => ({
      contents: "import ts from '@ts-morph/common/dist/typescript.js';\nexport { ts };\n",
      resolveDir: root,
    }));
  },
});
