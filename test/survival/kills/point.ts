/** Where in a process's life it is killed: drawn from a seed, so that a failure can be met again. */
import type { ChildProcess } from 'node:child_process';
import { STEPS } from './witness.ts';

export type Point =
  /** So long after its start, anywhere between its first instruction and its end. */
  | { by: 'clock'; share: number }
  /** So long after the program has told of so many tables. */
  | { by: 'progress'; told: number; thenMs: number };

/** Half of the points by the clock, half by what the program has done: startup is long, and a clock alone would mostly meet it. */
export function drawPoint(random: () => number): Point {
  if (random() < 0.5) return { by: 'clock', share: random() };
  return { by: 'progress', told: 1 + Math.floor(random() * STEPS), thenMs: random() * 4 };
}

export const sayPoint = (point: Point): string =>
  point.by === 'clock' ? `at ${(point.share * 100).toFixed(1)} % of its time` : `after table ${point.told}`;

/** mulberry32 */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Resolves at the point, or when `program` has ended before it. `lifeMs` is what an undisturbed life takes, `newline` ends a line of its output. */
export function reach(point: Point, program: ChildProcess, lifeMs: number, newline = '\n'): Promise<void> {
  return new Promise((resolve) => {
    const timer = point.by === 'clock' ? setTimeout(resolve, point.share * lifeMs) : undefined;
    program.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    if (point.by === 'clock') return;
    let text = '';
    program.stdout?.on('data', (data: Buffer) => {
      text += data;
      if (text.split(newline).length > point.told) setTimeout(resolve, point.thenMs);
    });
  });
}
