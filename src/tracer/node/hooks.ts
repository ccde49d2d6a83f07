/** The loader's hooks: which modules are instrumented, and how TypeScript sources are found. */
import type { LoadFnOutput, LoadHookContext, ResolveFnOutput, ResolveHookContext } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { SourceModule } from '../../analysis/analyzer.ts';
import type { IsTraced } from './included.ts';
import type { Modules } from './modules.ts';
import { createSourceResolver } from './resolve.ts';
import type { Tools } from './tools.ts';

const fs = process.getBuiltinModule('node:fs');
const path = process.getBuiltinModule('node:path');
const module = process.getBuiltinModule('node:module');

const { readFileSync } = fs;
const PACKAGES = /[\\/]node_modules[\\/]/;
const SOURCE = /\.([cm]?)([jt]s)(x?)$/;

export function hookLoader(modules: Modules, tools: Tools, isTraced: IsTraced): void {
  const resolver = createSourceResolver();
  const noted = (found: ResolveFnOutput) => {
    if (found.url.startsWith('node:')) tools.add(found.url);
    return found;
  };
  module.registerHooks({
    resolve(
      specifier: string,
      context: ResolveHookContext,
      next: (specifier: string, context?: ResolveHookContext) => ResolveFnOutput,
    ): ResolveFnOutput {
      if (specifier.startsWith('interim:')) return { url: specifier, format: 'module', shortCircuit: true };
      // what packages import of each other is found as ever
      if (context.parentURL !== undefined && PACKAGES.test(context.parentURL)) return noted(next(specifier, context));
      // without another place to look, nothing of ours stands between the program and Node's own error
      const other = resolver.find(specifier, context.parentURL);
      if (other === undefined) return noted(next(specifier, context));
      try {
        return noted(next(specifier, context));
      } catch {
        return { url: other, format: formatOf(other), shortCircuit: true } as ResolveFnOutput;
      }
    },
    load(
      url: string,
      context: LoadHookContext,
      next: (url: string, context?: LoadHookContext) => LoadFnOutput,
    ): LoadFnOutput {
      if (url.startsWith('interim:')) return { format: 'module', source: modules.bringer(url), shortCircuit: true };
      const source = readTracedModule(url, context, isTraced, resolver.optionsFor);
      // only an import has attributes, none or some; `conditions` are a list or a set, as the version has it
      const imported = context.importAttributes !== undefined;
      const made = source && modules.instrument(source, imported);
      return made ? { format: made.format, source: made.code, shortCircuit: true } : next(url, context);
    },
  });
}

function readTracedModule(
  url: string,
  context: LoadHookContext,
  isTraced: IsTraced,
  optionsFor: (file: string) => Record<string, unknown>,
): SourceModule | undefined {
  if (!url.startsWith('file:') || !isTraced.maybe(url)) return undefined;
  try {
    const file = fileURLToPath(url);
    const kind = SOURCE.exec(file);
    if (!kind || !isTraced(file)) return undefined;
    const { format } = context;
    if (format === 'json' || format === 'wasm' || format === 'builtin') return undefined;
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    const typescript = kind[2] === 'ts';
    return {
      path: file,
      text,
      kind: `${typescript ? 'ts' : 'js'}${kind[3]}` as SourceModule['kind'],
      format: knownFormat(format, kind[1] ?? '', file),
      options: typescript || kind[3] ? optionsFor(file) : {},
    };
  } catch {
    return undefined;
  }
}

function knownFormat(format: string | null | undefined, letter: string, file: string): SourceModule['format'] {
  if (format?.startsWith('module') || letter === 'm') return 'module';
  if (format?.startsWith('commonjs') || letter === 'c') return 'commonjs';
  return packageType(file) ?? 'detect';
}

function formatOf(url: string): string | undefined {
  return url.endsWith('.json') ? 'json' : undefined;
}

function packageType(file: string): 'module' | 'commonjs' | undefined {
  for (let folder = path.dirname(file), above = ''; folder !== above; above = folder, folder = path.dirname(folder)) {
    try {
      const { type } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { type?: unknown };
      return type === 'module' || type === 'commonjs' ? type : undefined;
    } catch {
      // none here: look further up
    }
  }
  return undefined;
}
