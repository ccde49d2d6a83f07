/** Many points, a few at a time, with what each came to; nothing stops at the first failure. */
import { kill, type Target } from './kill.ts';
import { drawPoint, type Point, sayPoint, seeded } from './point.ts';
import type { Reached } from './stage.ts';
import type { Language } from './witness.ts';

export interface Tally {
  points: number;
  reached: Record<Reached, number>;
  failures: string[];
}

const LANGUAGES: readonly Language[] = ['python', 'node'];
/** A point that is past the end of the target. */
const NEVER: Point = { by: 'clock', share: 1 };
/** Nothing lives so long that is not disturbed. */
const LONG_MS = 600_000;

export async function killAt(target: Target, points: number, seed: number, atOnce: number): Promise<Tally> {
  const random = seeded(seed);
  const tally: Tally = { points: 0, reached: { 'nothing yet': 0, 'in the middle': 0, 'all of it': 0 }, failures: [] };
  const lives = new Map<Language, number>();
  // The second undisturbed life is measured: the first also fills the tracer's cache.
  for (const language of [...LANGUAGES, ...LANGUAGES]) {
    const began = performance.now();
    await kill[target](language, NEVER, LONG_MS);
    lives.set(language, performance.now() - began);
  }
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < points) {
      const language = LANGUAGES[next++ % LANGUAGES.length] ?? 'python';
      const point = drawPoint(random);
      tally.points++;
      try {
        tally.reached[await kill[target](language, point, lives.get(language) ?? 0)]++;
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        tally.failures.push(`${target}, ${language}, ${sayPoint(point)}: ${message}`);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return tally;
}
