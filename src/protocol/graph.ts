/**
 * A lineage graph at one cut, ready to draw: what `interim graph --json` prints and the lineage panel shows.
 * Nodes are sites (all executions of a place in source), so a graph is bounded by the program's text, not by its run.
 */
import type { ArtifactKind } from './artifact.ts';
import type { Language } from './runLog.ts';

export const GRAPH_VERSION = 1;

export type Level = 'module' | 'function' | 'loop' | 'statement' | 'expression';

/** running; finished (exit 0); failed (exception or exit code); stopped by the user; interrupted: no end was written. */
export type RunState = 'running' | 'finished' | 'failed' | 'stopped' | 'interrupted';

export interface RunBrief {
  id: string;
  entry: string;
  module?: string;
  language: Language;
  runtime: string;
  createdAt: string;
  state: RunState;
  exitCode: number | null;
  signal: string | null;
  durationMs: number;
  steps: number;
  artifacts: number;
  problems: number;
  args: string[];
}

/** A place in source. Lines from 1, columns from 0 in UTF-16 units, as in the run log. `file` as the run log has it. */
export interface Place {
  file: string;
  path: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  /** In a notebook, whose lines are those of its joined text: the cell that the place begins in. */
  cell?: CellPlace;
}

/** The cell as the run numbered it (`In [number]`), where it stands in the file, and the line in it, from 1. */
export interface CellPlace {
  number: number;
  index: number;
  id: string;
  title: string;
  line: number;
}

/** A short fact on a node or in a list: what changed against the main input. `tone` picks the colour, `text` is the whole message. */
export interface Badge {
  tone: 'added' | 'removed' | 'changed' | 'good' | 'warning' | 'bad' | 'plain';
  text: string;
}

/** An artifact in one line. */
export interface ArtifactBrief {
  /** `12` in the main process, `<log>.12` in a child process. */
  id: string;
  /** The name it is best known by, else the label of the site that made it. */
  name: string;
  kind: ArtifactKind;
  type: string;
  /** 24,310 × 14, 0.981, 2.1 MB, LogisticRegression: what stands at the right of a node. */
  shape: string;
  version: number;
  complete: boolean;
}

export interface GraphNode {
  /** The site's stable key: see src/core/siteKey.ts. */
  id: string;
  /** `group` is drawn around its children when open; `absent` is code that did not run, or of which no run was recorded: `code` says which; `file` is a file read from outside. */
  form: 'step' | 'group' | 'absent' | 'file';
  label: string;
  /** One line of code, as written, without the assigned name. */
  code: string;
  place: Place;
  parent?: string;
  /** Groups: shut (drawn as one node) or open, and how many nodes are inside. */
  open?: boolean;
  inside?: number;
  kind: ArtifactKind;
  /** The newest artifact, which the node shows. */
  artifact?: ArtifactBrief;
  /** Names of the shown table's columns, bounded, for the search. */
  columns?: string[];
  badges: Badge[];
  error?: { type: string; message: string; caught: boolean };
  running: boolean;
  executions: number;
  recorded: number;
  /** Present where it ran more often than that: of a loop or function around it only a part was recorded. */
  sampled?: true;
  durationMs: number;
  /** The step at which it first ran: the order of the timeline and of layout. */
  order: number;
}

export interface GraphEdge {
  id: string;
  source: string;
  target: string;
  /** Roles in words: receiver, right, `on`. */
  roles: string[];
  /** The artifacts that travelled along it (ids), newest last, bounded. */
  artifacts: string[];
  failed: boolean;
}

export interface TimelineEntry {
  node: string;
  artifact?: string;
  kind: ArtifactKind;
  label: string;
  startMs: number;
  durationMs: number;
  failed: boolean;
}

/** Which level is drawn, which groups were opened or shut against it, and which kinds are shown. */
export interface Cut {
  level: Level;
  opened: string[];
  shut: string[];
  kinds: FilterKind[];
}

/** The filter chips: each covers one or more artifact kinds. */
export type FilterKind = 'tables' | 'models' | 'metrics' | 'files' | 'messages' | 'collections' | 'scalars' | 'other';

export interface GraphView {
  version: number;
  run: RunBrief;
  cut: Cut;
  nodes: GraphNode[];
  edges: GraphEdge[];
  timeline: TimelineEntry[];
  /** How many artifacts each chip stands for, shown or not. */
  counts: Record<FilterKind, number>;
  /** What the view leaves out, in sentences: nodes over the drawing limit, sampled loops, failed captures. */
  notes: string[];
}
