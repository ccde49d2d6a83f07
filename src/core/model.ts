/**
 * The shape of a run in memory. Steps and artifacts are columns by their id in their process; sites are objects, since
 * a program's text is small. What the graph needs is summed up per site while records come in, so that drawing a run
 * costs by the length of the program and not of its run.
 */
import type { ArtifactKind, Detail, Summary } from '../protocol/artifact.ts';
import type { FilterKind, RunState } from '../protocol/graph.ts';
import type {
  ArtifactRecord,
  CellRow,
  EndRecord,
  ErrorRef,
  Language,
  LogRecord,
  RunExit,
  RunHeader,
  SiteKind,
  SiteOp,
} from '../protocol/runLog.ts';
import type { Column, Words } from './columns.ts';
import type { Summaries, SummaryOf, SummaryPlace } from './summaries.ts';

/** Text of a module as it ran, by the hash of its ModuleRecord. */
export type SourceOf = (hash: string) => string | undefined;

/** What a reader hands on: a record of the log, whose summary may have stayed where it stands. */
export type KnownRecord = Exclude<LogRecord, ArtifactRecord> | KnownArtifact;
export type KnownArtifact = Omit<ArtifactRecord, 'sum'> & { sum: Summary | SummaryPlace };

export interface Module {
  file: string;
  path: string;
  hash: string;
  entry: boolean;
  /** A child process began with it. */
  started: boolean;
  /** Index of the module's own site; -1 until its sites are known. */
  site: number;
  /** In the order of loading. */
  order: number;
  /** Of a notebook. */
  cells?: readonly CellRow[];
}

export interface Site {
  index: number;
  key: string;
  /** Index of the parent site, -1 for modules. */
  parent: number;
  children: number[];
  depth: number;
  module: Module;
  kind: SiteKind;
  op: SiteOp;
  name: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  facts: SiteFacts;
}

/** One step or artifact: ids are only unique in their process. */
export interface Ref {
  log: ProcessLog;
  id: number;
}

/** What happened at a site, over all its executions. */
export interface SiteFacts {
  recorded: number;
  counted: number;
  /** It ran where nothing is recorded, nobody knows how often: `counted` is the least. */
  atLeast: boolean;
  durationUs: number;
  /** Order of the first step here; Infinity where none ran. */
  order: number;
  /** In the order of first steps to end: inner before outer. */
  ended: number;
  /** Last step here, by end. */
  last: Ref | undefined;
  /** Steps begun and not ended. */
  open: number;
  /** Artifacts made here, by chip. */
  made: Partial<Record<FilterKind, Made>> | undefined;
  error: RunError | undefined;
  /** Files that steps here were the first to read, by path. */
  filesRead: Map<string, Ref> | undefined;
  /** Last artifact bound to each name by this (statement) site. */
  bound: Map<string, Ref> | undefined;
}

export interface Made {
  count: number;
  newest: Ref;
}

export interface RunError {
  log: ProcessLog;
  id: number;
  type: string;
  message: string;
  caught: boolean;
  /** Site and step that raised it. */
  site: number;
  step: number;
}

/** Data went from artifacts made at site `from` to steps at site `to`. */
export interface SiteEdge {
  from: number;
  to: number;
  roles: Set<string>;
  log: ProcessLog;
  /** Up to 8 newest artifacts, a ring; `count` in all. */
  artifacts: number[];
  count: number;
}

export interface StepColumns {
  /** Site index, -1 where no record told. */
  site: Column;
  parent: Column;
  iteration: Column;
  start: Column;
  /** Microseconds; -1 while open. */
  duration: Column;
  /** Ranges in `refs`. */
  ins: Column;
  inCount: Column;
  outs: Column;
  outCount: Column;
  /** Previous step of the same site (by end) in this process; 0 none. */
  previous: Column;
  totals: Map<number, [n: number, recorded: number]>;
  errors: Map<number, ErrorRef>;
  max: number;
}

/** Inputs and outputs of all steps, one after the other. Inputs of one artifact are linked newest first. */
export interface RefColumns {
  artifact: Column;
  role: Column;
  name: Column;
  step: Column;
  next: Column;
  length: number;
}

export interface ArtifactColumns {
  step: Column;
  from: Column;
  version: Column;
  /** Code in ARTIFACT_KINDS, plus 1; 0 where there is no such artifact. */
  kind: Column;
  type: Column;
  lib: Column;
  previewAt: Column;
  previewLength: Column;
  detail: Column;
  /** Code in FILTER_KINDS. */
  filter: Column;
  /** 1 where it is data, or a number, sequence or generator that was made out of data. */
  ofData: Column;
  /** Newest input reference to it, -1 none. */
  used: Column;
  /** Newest bind of it, -1 none. */
  bind: Column;
  /** A number that is equal for equal fingerprints; 0 where there is none. */
  print: Column;
  why: Map<number, string>;
  /** Versions made from this one. */
  next: Map<number, number[]>;
  max: number;
}

export interface BindColumns {
  artifact: Column;
  name: Column;
  site: Column;
  frame: Column;
  next: Column;
  length: number;
}

export interface ProcessLog {
  /** '0', or the process id of a child. */
  name: string;
  /** How many records came. */
  records: number;
  epoch: number;
  language: Language;
  parentLog: string | undefined;
  /** The step of that log that started this one; 0 where none is known. */
  parentStep: number;
  modules: Map<number, Module>;
  /** Site index by the site's id in this process. */
  siteIndex: Map<number, number>;
  steps: StepColumns;
  refs: RefColumns;
  artifacts: ArtifactColumns;
  summaries: Summaries;
  binds: BindColumns;
  counts: Map<number, number>;
  errors: Map<number, RunError>;
  /** What functions gave back to a call that has not ended, by its step; and which of them were given elements by it. */
  returned: Map<number, { artifacts: number[]; direct: boolean; given: Set<number> }>;
  /** Begun and not ended, in order. */
  open: Set<number>;
  /** Inputs whose maker was not known yet when the step came. */
  waiting: number[];
  end: EndRecord | undefined;
  lastTime: number;
}

export interface RunProblem {
  code: string;
  detail: string | undefined;
  site: number;
  count: number;
}

/** Of the whole run, kept as its records come. */
export interface RunTotals {
  stepCount: number;
  /** Sites that have had a step so far. */
  sitesEnded: number;
  artifactCount: number;
  artifactsByFilter: Record<FilterKind, number>;
  artifactsByKind: Partial<Record<ArtifactKind, number>>;
  artifactsByDetail: Record<Detail, number>;
}

export interface Run extends RunTotals {
  header: RunHeader;
  source: SourceOf;
  summary: SummaryOf;
  logs: Map<string, ProcessLog>;
  sites: Site[];
  siteByKey: Map<string, Site>;
  modules: Module[];
  edges: Map<number, SiteEdge>;
  errors: RunError[];
  problems: Map<string, RunProblem>;
  /** What the reader could not read, in sentences. */
  readerProblems: readonly string[];
  words: Words;
  state: RunState;
  exit: RunExit | undefined;
  /** Grows with every change: what caches are checked against. */
  revision: number;
}
