// Bundles every entry into dist/ with esbuild. `--watch` rebuilds on change. Needs node_modules only.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';
import { parserAlone } from './parserAlone.mjs';

const root = path.resolve(fileURLToPath(import.meta.url), '../..');
const watch = process.argv.includes('--watch');

/** Of all that a folder holds. */
function hashOf(folder, kind) {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true }).sort())
    if (name.endsWith(kind)) hash.update(`${name}\0`).update(readFileSync(path.join(folder, name)));
  return hash.digest('hex').slice(0, 16);
}

/** Which core made a model: an index of a run holds for that core alone. */
const core = hashOf(path.join(root, 'src/core'), '.ts');

const node = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  // Sources say where they are as modules do; a CommonJS bundle knows it by another name.
  define: { 'import.meta.dirname': '__dirname', INTERIM_CORE: JSON.stringify(core) },
  target: 'node22',
  sourcemap: false,
  minify: false,
  logLevel: 'warning',
};
const browser = {
  bundle: true,
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  minify: true,
  logLevel: 'warning',
};

/** entry -> options; an entry whose source is not there yet is left out, so that a partial checkout still builds. */
const bundles = [
  {
    entry: 'src/extension/extension.ts',
    out: 'extension.cjs',
    options: { ...node, minify: true, external: ['vscode'] },
  },
  { entry: 'src/adapter/main.ts', out: 'adapter.cjs', options: { ...node, minify: true } },
  {
    entry: 'src/cli/start.ts',
    out: 'interim.cjs',
    options: { ...node, minify: true, banner: { js: '#!/usr/bin/env node' } },
  },
  { entry: 'src/cli/main.ts', out: 'command.cjs', options: { ...node, minify: true } },
  { entry: 'src/cli/runAlone.ts', out: 'run.cjs', options: { ...node, minify: true } },
  {
    entry: 'src/tracer/node/preload.ts',
    out: 'tracer/node/register.cjs',
    options: { ...node, minify: true },
  },
  { entry: 'src/tracer/node/register.ts', out: 'tracer/node/tracer.cjs', options: { ...node, minify: true } },
  {
    entry: 'src/analysis/typescript/analyzer.ts',
    out: 'tracer/node/analyzer.cjs',
    options: { ...node, minify: true, plugins: [parserAlone(root)] },
  },
  {
    entry: 'webview/panel.ts',
    out: 'webview/panel.js',
    options: { ...browser, loader: { '.svg': 'text', '.ttf': 'file' } },
  },
  { entry: 'webview/layoutWorker.ts', out: 'webview/layout.js', options: browser },
].filter(({ entry }) => existsSync(path.join(root, entry)));

/** Says which version of the tracer this is: the recorder keeps what one version prepared for that version alone. */
const STAMP = 'stamp';

/** Brings a folder up to date file by file, so that a program being traced meanwhile never finds it empty. */
function mirror(from, to) {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(to))
    if (name !== STAMP && !existsSync(path.join(from, name))) rmSync(path.join(to, name), { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.name === '__pycache__') continue;
    if (entry.isDirectory()) mirror(source, target);
    else if (!existsSync(target) || !readFileSync(source).equals(readFileSync(target))) {
      writeFileSync(`${target}.new`, readFileSync(source));
      renameSync(`${target}.new`, target);
    }
  }
}

const pythonTracer = path.join(root, 'dist/tracer/python');
mirror(path.join(root, 'src/tracer/python'), pythonTracer);
writeFileSync(path.join(pythonTracer, STAMP), hashOf(pythonTracer, '.py'));

for (const { entry, out, options } of bundles) {
  const settings = { ...options, entryPoints: [path.join(root, entry)], outfile: path.join(root, 'dist', out) };
  if (watch) await (await context(settings)).watch();
  else await build(settings);
}
