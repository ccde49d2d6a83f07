/** What the runtime keeps in memory while the program runs. Objects of the program are held weakly, or until one expression ends. */
import type { SiteFacts } from '../../analysis/analyzer.ts';
import type { InputRef, OutputRef, SiteRow } from '../../protocol/runLog.ts';
import type { Asked } from './budget.ts';

/** One artifact, as far as later steps need it. */
export interface Entry {
  id: number;
  step: number;
  ver: number;
  fp: string | undefined;
  from: Entry | undefined;
  /** A short scalar itself: tells whether an argument is the parameter that arrived. */
  value: unknown;
  /** Shared by all versions of one object. `stale`: something inside of it is known to have changed. */
  line: { latest: Entry; stale?: boolean };
}

export interface ModuleState {
  /** As stack frames name it. */
  file: string;
  /** Added to a local site id. */
  base: number;
  sites: SiteRow[];
  facts: Record<number, SiteFacts>;
  counts: Int32Array;
  targets: Int32Array;
  /** The count of each function at its last recorded call. */
  last: Int32Array;
  samples: Map<number, Sample>;
  /** Sites whose name says that a text is a secret (telling.ts). */
  telling: Map<number, boolean>;
  seen: Uint8Array;
  frame: Frame;
}

/** How often a function or loop was recorded, in its sample and in the run (budget.ts). */
export interface Sample {
  module: ModuleState;
  site: number;
  /** The count at which the sample began, how many of it were recorded, and at most one after another. */
  since: number;
  recorded: number;
  granted: number;
  /** What a whole sample of the site is. */
  most: number;
  total: number;
  starts: number;
  /** Steps inside it, and microseconds that it took. */
  spent: number;
  took: number;
  skipping: boolean;
}

/** An open function, module or loop. `i` is the iteration being recorded, -1 where it runs unrecorded. */
export interface Scope {
  id: number;
  site: number;
  i: number;
  loop: boolean;
  /** How many things that repeat it stands in: loops, functions that one call calls for each of its items. */
  depth: number;
  frame: Frame;
  parent: number;
  parentIt: number;
  outer: Scope | undefined;
  module: ModuleState;
  began: number;
  /** Steps that the run had when it began. */
  spent: number;
  recorded: number;
  /** Loops: the count at the last recorded iteration. */
  last: number;
  /** Loops: iterations recorded one after another. */
  most: number;
  inputs: InputRef[];
  outputs: OutputRef[];
  entered: Entry | undefined;
  /** Begun with a branch that ran for the first time: neither its count nor its sample. */
  midway?: true;
}

export interface Slot {
  entry: Entry | undefined;
  value: unknown;
}

export interface Frame extends Scope {
  caller: Token | undefined;
  /** The frame around it in the text. */
  up: Frame | undefined;
  vars: Map<string, Entry>;
  slots: Map<number, Slot>;
  /** Calls and loops that have begun in it and not ended. */
  open: (Token | Scope)[];
  /** The call that was running when control came in, and when it last went out. */
  entry: Token | null;
  saved: Token | null;
  /** What it awaits. */
  awaited: unknown;
  calls: Map<number, Token>;
}

/** What functions gave back to a call that had answered with a promise by then. */
export interface Later {
  entries: Entry[];
}

/** A call that has begun. */
export interface Token {
  /** Epoch, in ms: what a file's time is compared with. */
  since: number;
  /** Functions of the program that it has called. */
  called: number;
  /** Functions that are recorded once more if it calls them. */
  asked?: Asked[];
  /** What a function of the program returned to this call. */
  returned?: { value: unknown; entry: Entry };
  /** What the functions gave back that ran while it did: the callbacks of `rows.map(f)`. */
  collected?: Map<number, Entry>;
  /** The same of those that ended after it, where it answered with promises. */
  later?: Later;
  ended?: boolean;
  /** Promises that functions returned to it while it ran, and the promise that it answered with. */
  promised?: object[];
  outcome?: WeakRef<object>;
  id: number;
  site: number;
  scope: Scope;
  it: number;
  began: number;
  before: Token | null;
}
