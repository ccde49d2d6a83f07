/** Everything about one artifact: `interim artifact --json`, the panel's side pane, the hover. */
import type { ArtifactKind, Detail, Preview, Summary } from './artifact.ts';
import type { ArtifactBrief, Badge, Place } from './graph.ts';

export const DETAIL_VERSION = 1;

export interface Link {
  artifact: ArtifactBrief;
  /** receiver, right, `on`, value: in words. */
  role: string;
  /** The variable it was read from. */
  name?: string;
  place: Place;
  node: string;
}

/** One column against the main input. */
export interface ColumnChange {
  name: string;
  change: 'new' | 'changed' | 'unchanged' | 'removed' | 'retyped';
  from?: string;
  to?: string;
  nullsBefore?: number;
  nullsAfter?: number;
}

export interface ArtifactDetail {
  version: number;
  id: string;
  run: string;
  /** Names it was bound to, in order, and the best one. */
  names: string[];
  name: string;
  kind: ArtifactKind;
  type: string;
  lib?: string;
  artifactVersion: number;
  /** The version it was made from by a change in place, and those made from it. */
  previous?: ArtifactBrief;
  next: ArtifactBrief[];
  detail: Detail;
  why?: string;
  shape: string;
  summary: Summary;
  preview?: Preview;
  place: Place;
  /** The whole statement's text, as it ran. */
  code: string;
  /** Where `code` stands: `place` may be a part of it. */
  codePlace: Place;
  siteLabel: string;
  node: string;
  enclosingFunction?: string;
  /** Step that made it, in the order of the run, and its loop iteration. */
  step: number;
  steps: number;
  startMs: number;
  durationMs: number;
  iteration?: { index: number; of: number; recorded: number };
  inputs: Link[];
  usedBy: Link[];
  /** Artifacts the same site made in other executions or iterations, in order, bounded. */
  siblings: ArtifactBrief[];
  badges: Badge[];
  /** What `badges` and `columnChanges` are told against: what went into the statement, or into the link of its chain. */
  changedFrom?: ArtifactBrief;
  columnChanges: ColumnChange[];
  error?: { type: string; message: string };
}
