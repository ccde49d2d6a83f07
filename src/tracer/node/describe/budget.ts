/** How much of a value is looked at: everything while it is cheap, else evenly spaced rows, and never past the clock. */
import type { CaptureLimits } from '../../../protocol/runLog.ts';

/**
 * Cells that one millisecond of the limit pays for. A cell costs about a tenth of a microsecond, so this spends a small part of
 * the limit: the limit is for the worst value, while an ordinary pipeline makes dozens of arrays.
 */
const CELLS_PER_MS = 1200;
const SAMPLE_CELLS = 6_000;
const FEWEST_ROWS = 20;
/** Typed memory is read some twenty times faster than records. */
const FAST = 20;

export interface Plan {
  /** Rows to visit, of `total`. */
  rows: number;
  total: number;
  full: boolean;
  /** When to stop whatever was planned, on performance.now's clock. */
  deadline: number;
}

const now = performance.now.bind(performance);

export function planRows(total: number, columns: number, limits: CaptureLimits, fast = false): Plan {
  const wide = Math.max(1, columns);
  const speed = fast ? FAST : 1;
  const deadline = limits.describeMs > 0 ? now() + limits.describeMs : Number.POSITIVE_INFINITY;
  const affordable = limits.describeMs > 0 ? limits.describeMs * CELLS_PER_MS * speed : Number.POSITIVE_INFINITY;
  if (total * wide <= affordable) return { rows: total, total, full: true, deadline };
  const rows = Math.min(total, Math.max(FEWEST_ROWS, Math.floor((SAMPLE_CELLS * speed) / wide)));
  return { rows, total, full: rows === total, deadline };
}

/** The position of the n-th visited row: first and last are always among them. */
export function positionOf(plan: Plan, visit: number): number {
  if (plan.full || plan.rows <= 1) return visit;
  return Math.floor((visit * (plan.total - 1)) / (plan.rows - 1));
}

export function isLate(plan: Plan): boolean {
  return now() > plan.deadline;
}

/** Positions of a small even sample, for a first look at what an array holds. */
export function lookAt(total: number, most: number): number[] {
  if (total <= most) return Array.from({ length: total }, (_, index) => index);
  return Array.from({ length: most }, (_, visit) => Math.floor((visit * (total - 1)) / (most - 1)));
}
