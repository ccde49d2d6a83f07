/** Tells how far a running program has come, a few times a second, from the size of its record alone. */
import { countText } from '../core/quantity.ts';
import { createTally, type Tally } from '../store/tally.ts';
import { startClock } from './elapsed.ts';

export interface Progress extends Tally {
  elapsedMs: number;
}

/** Calls back whenever something was added; the returned function stops it and gives the final state. */
export function followProgress(folder: string, everyMs: number, tell: (progress: Progress) => void): () => Progress {
  const elapsed = startClock();
  const count = createTally(folder);
  const look = (): Progress => ({ ...count(), elapsedMs: elapsed() });
  const timer = setInterval(() => tell(look()), everyMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    return look();
  };
}

/** 42 steps · 18 artifacts: one wording for terminal, editor and tests. */
export function sayProgress({ steps, artifacts }: Tally): string {
  const count = (n: number, word: string): string => `${countText(n)} ${word}${n === 1 ? '' : 's'}`;
  return `${count(steps, 'step')} · ${count(artifacts, 'artifact')}`;
}
