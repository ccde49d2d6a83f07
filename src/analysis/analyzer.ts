/**
 * What an analyzer does: source text of one module in, its sites and an instrumented version out. Our own interface, so that the
 * library behind it (`typescript/`) stays replaceable. Everything in an `Analysis` is plain JSON: it is cached by content.
 */
import type { SiteRow } from '../protocol/runLog.ts';

export interface SourceModule {
  path: string;
  text: string;
  /** `detect`: Node would decide by the syntax. */
  format: 'module' | 'commonjs' | 'detect';
  kind: 'js' | 'jsx' | 'ts' | 'tsx';
  /** The tsconfig's compiler options that change meaning (jsx, decorators, class fields). */
  options: Record<string, unknown>;
  /** What a tool made of the text and has evaluated in its place, with the source map that leads back; `kind` is then `js`. */
  evaluated?: { code: string; map: string };
}

/**
 * Where an input of a site comes from: [role, site whose result it is or 0, variable or '', how many frames out the variable lives,
 * position among the values that the probe is given or -1].
 */
export type InputPlan = [role: string, slot: number, name: string, depth: number, value: number];

/** A variable that may hold the input of that role: where it is among the values that the probe is given; how often it was found not to, running. */
export type HolderPlan = [role: string, value: number, misses?: number];

/** What the runtime must know of a site, beyond its row. Absent fields are the common case. */
export interface SiteFacts {
  in?: InputPlan[];
  /** The result is read by an enclosing site. */
  keep?: boolean;
  /** Names bound, with the frames out that they live in; values follow in the probe's order. */
  bind?: [name: string, depth: number][];
  /** The site changes its receiver by its syntax (setattr, setitem, delete); `maybe` where `??=` and the like decide. */
  changes?: 'surely' | 'maybe';
  /** The variable through which a changed member was reached: what it holds changes too. */
  root?: InputPlan;
  /** What may hold what it changes. */
  holders?: HolderPlan[];
  /** `this.rows = …`: the field is bound as a name is. */
  field?: string;
  /** Function sites written as arguments of this call: each call gets its own sample of them. */
  callbacks?: number[];
  /** Variables that the head of the loop binds, and tells. */
  heads?: string[];
  /** Variables that may have changed while turns ran unrecorded; their values are the probe's last ones. */
  after?: [name: string, depth: number][];
  /** Variables that plain code before a branch declared, told with its first run; by the loop or function that is told midway. */
  locals?: Record<number, string[]>;
  /** Texts written as arguments of a call that may reach files: any but those of the language's own globals. */
  texts?: string[];
  /** Variable names of the chain of functions' parameters, for function sites. */
  params?: string[];
}

export interface Analysis {
  format: 'module' | 'commonjs';
  /** Local ids from 1, in the order of the source. */
  sites: SiteRow[];
  facts: Record<number, SiteFacts>;
  /** Instrumented JavaScript, and the prefix of all names that it added. */
  code: string;
  prefix: string;
  /** Offset in `code` at which the tracer puts the line that brings its names. */
  bringAt: number;
  /** JavaScript as the plain run would have it, where it differs from the source text (types erased). */
  plain?: string;
  /** Flat triples: offset in `code`, offset in the plain text, length. Text between them was added. */
  segments: number[];
  /** Flat quadruples for each function and class: start and end in `code`, start and end in the plain text. */
  texts: number[];
  /** For code that was not only erased but rewritten: flat triples of plain line, plain column, source offset. */
  rewritten?: number[];
}

export type AnalysisResult = Analysis | { problem: string };

export interface Analyzer {
  analyze(module: SourceModule): AnalysisResult;
}
