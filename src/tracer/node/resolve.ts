/** Where plain resolution finds nothing, TypeScript sources resolve as their users know it: tsconfig paths, no extension, `.js` for `.ts`. */
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createPathsMatcher, getTsconfig, type TsConfigResult } from 'get-tsconfig';

const fs = process.getBuiltinModule('node:fs');
const path = process.getBuiltinModule('node:path');

const endings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'];
const written: Record<string, string[]> = {
  '.js': ['.ts', '.tsx', '.jsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

export interface SourceResolver {
  find(specifier: string, parent: string | undefined): string | undefined;
  optionsFor(file: string): Record<string, unknown>;
}

export function createSourceResolver(): SourceResolver {
  const configs = new Map<string, { config: TsConfigResult | null; match: ((specifier: string) => string[]) | null }>();
  const cache = new Map();
  const configFor = (folder: string) => {
    let found = configs.get(folder);
    if (!found) {
      let config: TsConfigResult | null = null;
      try {
        config = getTsconfig(folder, 'tsconfig.json', cache);
      } catch {
        // a broken tsconfig is the program's own business
      }
      found = { config, match: config ? createPathsMatcher(config) : null };
      configs.set(folder, found);
    }
    return found;
  };
  return {
    find(specifier, parent) {
      if (!parent?.startsWith('file:')) return undefined;
      const folder = path.dirname(fileURLToPath(parent));
      const relative = /^\.{1,2}(\/|$)/.test(specifier);
      const bases = relative
        ? [path.resolve(folder, specifier)]
        : specifier.startsWith('/')
          ? [specifier]
          : (configFor(folder).match?.(specifier) ?? []);
      for (const base of bases) {
        const file = findSource(base);
        if (file) return pathToFileURL(file).href;
      }
      return undefined;
    },
    optionsFor(file) {
      const options = configFor(path.dirname(file)).config?.config.compilerOptions ?? {};
      const {
        jsx,
        jsxFactory,
        jsxFragmentFactory,
        jsxImportSource,
        experimentalDecorators,
        emitDecoratorMetadata,
        useDefineForClassFields,
        target,
      } = options;
      const meaning = {
        jsx,
        jsxFactory,
        jsxFragmentFactory,
        jsxImportSource,
        experimentalDecorators,
        emitDecoratorMetadata,
        useDefineForClassFields,
        target,
      };
      return Object.fromEntries(Object.entries(meaning).filter(([, value]) => value !== undefined));
    },
  };
}

function findSource(base: string): string | undefined {
  if (isFile(base)) return base;
  const ending = path.extname(base);
  for (const other of written[ending] ?? [])
    if (isFile(base.slice(0, -ending.length) + other)) return base.slice(0, -ending.length) + other;
  for (const each of endings) if (isFile(base + each)) return base + each;
  for (const each of endings) if (isFile(path.join(base, `index${each}`))) return path.join(base, `index${each}`);
  return undefined;
}

function isFile(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
