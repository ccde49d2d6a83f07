/**
 * Modules that vitest evaluates by itself: its server makes their code (types erased, imports turned into calls), its worker hands that to
 * `vm.runInThisContext` as the text of one async function. There it is instrumented, like a module that Node loads: before that the code
 * is the server's to read, to change and to keep. The source map, which the worker has for its own stacks, leads back to what was written.
 */
import type { SourceModule } from '../../analysis/analyzer.ts';
import type { Disguise } from './disguise.ts';
import type { IsTraced } from './included.ts';
import type { Modules } from './modules.ts';
import type { Stacks } from './stack.ts';

const { getBuiltinModule } = process;
const path = getBuiltinModule('node:path');
const { apply } = Reflect;
const { getOwnPropertyDescriptor } = Object;
const getFrom = Map.prototype.get;

const HEAD = /^'use strict';async \([\w$,]*\)=>\{\{/;
const TAIL = '\n}}';
const INLINE = /\n\/\/# sourceMappingURL=data:application\/json[^,\n]*;base64,([\w+/=]+)(?=\r?\n|$)/g;
/** Put in front of a map whose first line is empty, for debuggers. */
const FOR_DEBUGGERS = 'AAAA,CAAA;';

type Run = (this: unknown, code: unknown, options?: unknown, ...more: unknown[]) => unknown;

/** Only in vitest's own processes: nobody else's `vm` is touched. */
export function traceEvaluated(modules: Modules, stacks: Stacks, isTraced: IsTraced, disguise: Disguise): void {
  if (process.env.VITEST !== 'true') return;
  const vm = getBuiltinModule('node:vm') as unknown as { runInThisContext: Run };
  const { runInThisContext } = vm;
  const own = {
    runInThisContext(this: unknown, code: unknown, options?: unknown, ...more: unknown[]): unknown {
      const made = instrumented(code, options);
      if (made !== undefined) stacks.correctOthers();
      return apply(runInThisContext, this, [made ?? code, options, ...more]);
    },
  };
  vm.runInThisContext = disguise.stand(own.runInThisContext, runInThisContext);

  function instrumented(code: unknown, options: unknown): string | undefined {
    try {
      if (typeof code !== 'string' || !code.endsWith(TAIL)) return undefined;
      const [head] = HEAD.exec(code) ?? [];
      const filename = held(options, 'filename');
      if (head === undefined || typeof filename !== 'string' || held(options, 'columnOffset') !== -head.length)
        return undefined;
      if (!isFile(filename) || !isTraced(filename) || isMeasured()) return undefined;
      const source = sourceOf(filename, code.slice(head.length, -TAIL.length));
      const made = source && modules.instrument(source, true);
      return made && `${head}${made.code}${TAIL}`;
    } catch {
      return undefined;
    }
  }
}

/** Not one of those that only a bundler knows. */
const isFile = (name: string): boolean => path.isAbsolute(name) && !/[\0?]/.test(name);

function sourceOf(file: string, code: string): SourceModule | undefined {
  const json = inlineMap(code) ?? keptMap(file);
  if (json === undefined) return undefined;
  const map = JSON.parse(json) as { mappings: string; sources: string[]; sourcesContent?: (string | null)[] };
  const text = map.sourcesContent?.[0];
  if (typeof text !== 'string' || map.sources.length !== 1) return undefined;
  const { mappings } = map;
  const own = mappings.startsWith(FOR_DEBUGGERS) ? mappings.slice(FOR_DEBUGGERS.length - 1) : mappings;
  return {
    path: file,
    text,
    kind: 'js',
    format: 'module',
    options: {},
    evaluated: { code, map: JSON.stringify({ mappings: own }) },
  };
}

function inlineMap(code: string): string | undefined {
  const [, base64] = [...code.matchAll(INLINE)].at(-1) ?? [];
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString();
}

/** Of plain data only: nothing of vitest's is called. */
const held = (holder: unknown, name: string): unknown =>
  typeof holder === 'object' && holder !== null ? getOwnPropertyDescriptor(holder, name)?.value : undefined;

const worker = (): unknown => held(globalThis, '__vitest_worker__');

/** What the worker's record of the module holds. */
function keptMap(id: string): string | undefined {
  const known = held(held(worker(), 'evaluatedModules'), 'idToModuleMap');
  if (!(known instanceof Map)) return undefined;
  const map = held(held(apply(getFrom, known, [id]), 'meta'), 'sourceMap');
  return typeof map === 'string' ? map : undefined;
}

/** Where coverage is measured, it would be that of the running code. */
function isMeasured(): boolean {
  return held(held(held(worker(), 'config'), 'coverage'), 'enabled') !== false;
}
