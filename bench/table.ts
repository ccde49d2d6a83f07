/** The figures of one work as lines of text. */
import { type Figures, median } from './measure.ts';

export const heading = '             wall      ratio  (least–most)  processor    peak memory   run folder';

export function row(figures: Figures, plain: Figures | undefined): string {
  const name = `  ${figures.name.padEnd(8)}`;
  if (figures.failure) return `${name} failed: ${figures.failure.split('\n').at(-1)}`;
  const columns = [`${median(figures.times).toFixed(0)} ms`.padStart(9)];
  const more = plain?.peak && figures.peak ? figures.peak - plain.peak : undefined;
  if (figures !== plain) {
    columns.push(
      times(median(figures.ratios)).padStart(9),
      `(${Math.min(...figures.ratios).toFixed(2)}–${Math.max(...figures.ratios).toFixed(2)})`.padStart(13),
      times(median(figures.processorRatios)).padStart(9),
    );
  } else columns.push(' '.repeat(35));
  columns.push(figures.peak ? `${figures.peak.toFixed(0)} MB`.padStart(8) : ''.padStart(8));
  columns.push(
    (more === undefined || figures === plain ? '' : `${more < 0 ? '−' : '+'}${Math.abs(more).toFixed(0)}`).padStart(6),
  );
  if (figures.left !== undefined) columns.push(`${(figures.left / 1e6).toFixed(2)} MB`.padStart(11));
  return `${name}${columns.join(' ')}`.trimEnd();
}

function times(ratio: number): string {
  return Number.isNaN(ratio) ? '' : `${ratio.toFixed(2)}x`;
}

/** Traced over plain time, round by round, where what an empty program takes longer (in milliseconds) is taken off first. */
export function beyondFixed(plain: Figures, traced: Figures, fixed: number): number {
  return median(traced.times.map((time, round) => (time - fixed) / (plain.times[round] ?? Number.NaN)));
}

/** Over several works: `median 1.04x, worst 1.21x (flights)`. */
export function summary(works: { work: string; ratio: number }[]): string {
  const worst = works.reduce((most, next) => (next.ratio > most.ratio ? next : most));
  const middle = median(works.map(({ ratio }) => ratio)).toFixed(2);
  return `median ${middle}x, worst ${worst.ratio.toFixed(2)}x (${worst.work})`;
}
