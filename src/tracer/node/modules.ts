/** Turns the source of one workspace module into instrumented code, and tells the run what it is made of. */
import { pathToFileURL } from 'node:url';
import type { Analysis, AnalysisResult, SourceModule } from '../../analysis/analyzer.ts';
import { maskSource } from '../../core/secrets.ts';
import type { Cache } from './cache.ts';
import type { TraceConfig } from './config.ts';
import type { Disguise } from './disguise.ts';
import type { Frame, ModuleState } from './model.ts';
import { createModuleText, type ModuleText } from './moduleText.ts';
import type { Recorder } from './recorder.ts';

const fs = process.getBuiltinModule('node:fs');
const path = process.getBuiltinModule('node:path');

const { mkdirSync, writeFileSync } = fs;

export interface Modules {
  /** The code to run, or undefined where the module is to run as it is. */
  instrument(source: SourceModule, imported: boolean): { code: string; format: 'module' | 'commonjs' } | undefined;
  /** The module that hands an ES module its probes. */
  bringer(url: string): string;
  textOf(file: string): ModuleText | undefined;
  originalText(text: string): string | undefined;
}

export function createModules(
  config: TraceConfig,
  recorder: Recorder,
  cache: Cache,
  analyze: (source: SourceModule) => AnalysisResult,
): Omit<Modules, never> & { connect(disguise: Disguise, probe: object): void } {
  const texts = new Map<string, ModuleText>();
  const functions = new Map<string, string>();
  const unread: ModuleText[] = [];
  /** Node may ask twice for a module before it runs it: it runs, and is told, once. */
  const made = new Map<string, { code: string; format: 'module' | 'commonjs'; state: ModuleState; text: string }>();
  // nobody guesses the nanosecond, and the program's own source of chance is left alone
  const secret = `${process.pid}.${process.hrtime().join('.')}`;
  let disguise: Disguise | undefined;
  let probe: object = {};
  let modules = 0;
  let sites = 0;

  const register = (
    source: SourceModule,
    analysis: Analysis,
    imported: boolean,
  ): { key: string; state: ModuleState } => {
    const id = ++modules;
    const base = sites;
    sites += analysis.sites.length;
    const hash = cache.hashOf(source);
    keepSource(config.runFolder, hash, source.text);
    const relative = path.relative(config.workspace, source.path);
    const inside = !relative.startsWith('..') && !path.isAbsolute(relative);
    const file = (inside ? relative : source.path).split(path.sep).join('/');
    recorder.log.write({ k: 'module', id, file, path: source.path, hash, entry: source.path === config.entry });
    recorder.log.write({
      k: 'sites',
      module: id,
      sites: analysis.sites.map(([site, parent, ...rest]) => [site + base, parent === 0 ? 0 : parent + base, ...rest]),
    });
    recorder.log.flush();
    const state = createState(analysis, base);
    const byAddress = analysis.format === 'module' || (isTypeScript(source) && (imported || requiredByAddress));
    state.file = byAddress ? pathToFileURL(source.path).href : source.path;
    recorder.modules.push(state);
    const key = `${secret}:${id}`;
    const give = { p: probe, c: state.counts, t: state.targets, f: state.frame };
    disguise?.offer(key, () => give);
    return { key, state };
  };

  return {
    connect(given, probes) {
      disguise = given;
      probe = probes;
    },
    instrument(source, imported) {
      const before = made.get(source.path);
      if (before && before.state.frame.id === 0 && before.text === runsFrom(source)) return before;
      let analysis = cache.get(source);
      if (!analysis) {
        analysis = analyze(source);
        cache.put(source, analysis);
      }
      if ('problem' in analysis) {
        recorder.problem(`not-traced:${analysis.problem}`, source.path);
        return undefined;
      }
      const { key, state } = register(source, analysis, imported);
      const { prefix, bringAt, format } = analysis;
      const imports = format === 'module' && !source.evaluated;
      const names = ['p', 'c', 't', 'f']
        .map((each) => `${each}${imports ? ' as ' : ':'}${prefix}${each === 'f' ? 'f0' : each}`)
        .join(',');
      const bring = imports
        ? `import{${names}}from"interim:${key}";`
        : `const{${names}}=(()=>{}).toString.call("${key}");`;
      // who evaluates it may catch what it throws; nobody else's module can stand in a block
      const [open, close] = source.evaluated
        ? ['try{', `\n}catch(${prefix}e){throw ${prefix}p.er(${prefix}f0,${prefix}e)}`]
        : ['', ''];
      const line = `${bring}${prefix}p.ms(${prefix}f0);${open}`;
      const name = format === 'commonjs' && isTypeScript(source) ? `\n\n//# sourceURL=${state.file}` : '';
      const code = analysis.code.slice(0, bringAt) + line + analysis.code.slice(bringAt) + close + name;
      // where a tool evaluates code, it tells by itself where that was written
      const shown = source.evaluated ? { ...analysis, rewritten: [] } : analysis;
      const text = createModuleText(source.path, shown, code, source.text, line.length);
      texts.set(source.path, text);
      unread.push(text);
      const module = { code, format, state, text: runsFrom(source) };
      made.set(source.path, module);
      return module;
    },
    bringer: (url) => `export const{p,c,t,f}=(()=>{}).toString.call("${url.slice('interim:'.length)}");`,
    textOf: (file) => texts.get(file),
    originalText(text) {
      for (let module = unread.pop(); module; module = unread.pop())
        for (const [runs, written] of module.functionTexts()) functions.set(runs, written);
      return functions.get(text);
    },
  };
}

/** In stacks all of Node names an imported erased CommonJS module by its address; the entry and required ones only some versions do. */
const requiredByAddress = namesByAddress(process.versions.node);

function namesByAddress(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 25 || (major === 24 && minor >= 19);
}

function runsFrom({ text, evaluated }: SourceModule): string {
  return evaluated?.code ?? text;
}

function isTypeScript({ kind }: SourceModule): boolean {
  return kind.startsWith('ts');
}

function keepSource(folder: string, hash: string, text: string): void {
  try {
    mkdirSync(path.join(folder, 'sources'), { recursive: true });
    writeFileSync(path.join(folder, 'sources', hash), maskSource(text), { flag: 'wx' });
  } catch {
    // kept already, or the folder cannot be written: the log will say so
  }
}

/** On a buffer of their own even where they are few: V8 then knows their address when it compiles the code that counts. */
function createCounters(count: number): Int32Array {
  return new Int32Array(new ArrayBuffer(count * Int32Array.BYTES_PER_ELEMENT));
}

function createState(analysis: Analysis, base: number): ModuleState {
  const count = analysis.sites.length + 1;
  const state = {
    base,
    sites: analysis.sites,
    facts: analysis.facts,
    counts: createCounters(count),
    targets: createCounters(count),
    last: new Int32Array(count),
    samples: new Map(),
    telling: new Map(),
    seen: new Uint8Array(count),
  } as unknown as ModuleState;
  const frame = {
    id: 0,
    site: 1,
    i: 0,
    loop: false,
    depth: 0,
    parent: 0,
    parentIt: -1,
    outer: undefined,
    module: state,
    began: 0,
    spent: 0,
    recorded: 0,
    last: 0,
    most: 0,
    inputs: [],
    outputs: [],
    entered: undefined,
    up: undefined,
    vars: new Map(),
    slots: new Map(),
    open: [],
    entry: null,
    saved: null,
    awaited: undefined,
    calls: new Map(),
  } as unknown as Frame;
  frame.frame = frame;
  state.frame = frame;
  return state;
}
