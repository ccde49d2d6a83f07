/**
 * Types out, positions kept. Node's own eraser is the reference: what it accepts runs exactly as plain Node would run it. What it
 * refuses (enums, namespaces, parameter properties, JSX) is rewritten by TypeScript, with a map back to the source.
 */
import module from 'node:module';
import { ts } from 'ts-morph';
import type { SourceModule } from '../analyzer.ts';
import { decodeMap } from './decodeMap.ts';

const { transpileModule } = ts;

export interface Erased {
  text: string;
  /** TypeScript’s parser made something of it, and minds it all the same: Node is to say what is wrong. */
  broken?: true;
  /** Flat triples: plain line, plain column, source offset. Present where the text was rewritten. */
  rewritten?: number[];
}

/** Private names in optional chains. */
export const MINDED_BY_TYPESCRIPT_ALONE: ReadonlySet<number> = new Set([18030]);

export function eraseTypes(source: SourceModule): Erased {
  const { evaluated } = source;
  if (evaluated) return { text: evaluated.code, rewritten: decodeMap(evaluated.map, source.text) };
  if (source.kind === 'js') return { text: source.text };
  if (source.kind === 'ts') {
    const stripped = stripAsNode(source.text);
    if (stripped !== undefined) return { text: stripped };
  }
  return rewrite(source);
}

/** Node says once per process that its eraser is experimental; the program did not ask for it, so the word is not passed on. */
function stripAsNode(text: string): string | undefined {
  const emit = process.emitWarning;
  process.emitWarning = () => {};
  try {
    return module.stripTypeScriptTypes(text, { mode: 'strip' });
  } catch {
    return undefined;
  } finally {
    process.emitWarning = emit;
  }
}

function rewrite(source: SourceModule): Erased {
  const options: ts.CompilerOptions = {
    ...ts.convertCompilerOptionsFromJson(source.options, '/').options,
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    sourceMap: true,
    inlineSources: false,
    removeComments: false,
    allowJs: true,
    isolatedModules: true,
  };
  delete options.outDir;
  if (source.kind.endsWith('x') && (options.jsx === undefined || options.jsx === ts.JsxEmit.Preserve))
    options.jsx = ts.JsxEmit.React;
  const out = transpileModule(source.text, {
    compilerOptions: options,
    fileName: source.path,
    reportDiagnostics: true,
  });
  const isBroken = out.diagnostics?.some(
    ({ file, code }) => file !== undefined && !MINDED_BY_TYPESCRIPT_ALONE.has(code),
  );
  const text = out.outputText.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n');
  const rewritten = out.sourceMapText ? decodeMap(out.sourceMapText, source.text) : [];
  return { text, rewritten, ...(isBroken ? { broken: true } : {}) };
}
