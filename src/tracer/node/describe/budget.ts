/** How much of a value is looked at: everything while it is cheap, else evenly spaced rows, and never past the clock. */
import type { CaptureLimits } from '../../../protocol/runLog.ts';
import { clock } from '../clock.ts';

/**
 * Cells that one millisecond of the limit pays for. A cell costs about a tenth of a microsecond, so this spends a small part of
 * the limit: the limit is for the worst value, while an ordinary pipeline makes dozens of arrays.
 */
export const CELLS_PER_MS = 1200;
const SAMPLE_CELLS = 6_000;
const FEWEST_ROWS = 20;
/** Typed memory is read some twenty times faster than records. */
const FAST = 20;

export interface Plan {
  /** Rows to visit, of `total`. */
  rows: number;
  total: number;
  full: boolean;
  /** When to stop whatever was planned, on our clock (clock.ts). */
  deadline: number;
}

/** Cells that descriptions have planned to visit so far, those of typed memory counted for what they cost. */
let planned = 0;
export const cellsPlanned = (): number => planned;

/** The limits of a run, and what part of a description's time this one may take (purse.ts). */
export type DescribeLimits = CaptureLimits & { share?: number };

export function planRows(total: number, columns: number, limits: DescribeLimits, fast = false): Plan {
  const wide = Math.max(1, columns);
  const speed = fast ? FAST : 1;
  const deadline = limits.describeMs > 0 ? clock() + limits.describeMs : Number.POSITIVE_INFINITY;
  const affordable =
    limits.describeMs > 0 ? limits.describeMs * CELLS_PER_MS * speed * (limits.share ?? 1) : Number.POSITIVE_INFINITY;
  if (total * wide <= affordable) {
    planned += (total * wide) / speed;
    return { rows: total, total, full: true, deadline };
  }
  const cells = Math.min(SAMPLE_CELLS * speed, affordable);
  const rows = Math.min(total, Math.max(FEWEST_ROWS, Math.floor(cells / wide)));
  planned += (rows * wide) / speed;
  return { rows, total, full: rows === total, deadline };
}

/** The position of the n-th visited row: first and last are always among them. */
export function positionOf(plan: Plan, visit: number): number {
  if (plan.full || plan.rows <= 1) return visit;
  return Math.floor((visit * (plan.total - 1)) / (plan.rows - 1));
}

export function isLate(plan: Plan): boolean {
  return clock() > plan.deadline;
}

/** Positions of a small even sample, for a first look at what an array holds. */
export function lookAt(total: number, most: number): number[] {
  const count = Math.min(total, most);
  const positions = new Array<number>(count);
  for (let visit = 0; visit < count; visit++)
    positions[visit] = total <= most ? visit : Math.floor((visit * (total - 1)) / (most - 1));
  return positions;
}
