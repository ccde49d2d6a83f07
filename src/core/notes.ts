/** What a view of a run leaves out or could not see, in sentences; and the run's problems in the words of the command. */
import type { Problem } from '../protocol/commandOutput.ts';
import { placeOf } from './code.ts';
import { problemText } from './errors.ts';
import type { Run } from './model.ts';
import { countText } from './quantity.ts';

/** For views that have no place of their own for problems. */
export function notesOf(run: Run, limited: readonly string[] = []): string[] {
  const problems = problemsOf(run).slice(0, 5);
  return [...limited, ...problems.map(({ message }) => message), ...recordNotes(run)];
}

/** What is not in the record as it was in the program. */
export function recordNotes(run: Run): string[] {
  const notes: string[] = [];
  const sampled = sampledPlaces(run);
  if (sampled > 0)
    notes.push(
      `${countText(sampled)} ${sampled === 1 ? 'place' : 'places'} ran too often to keep every step: counts are exact, steps are sampled.`,
    );
  const { sample, summary, type } = run.artifactsByDetail;
  if (sample > 0) notes.push(`${artifacts(sample)} described from a sample.`);
  if (summary > 0) notes.push(`${artifacts(summary)} described by shape, columns and types only.`);
  if (type > 0) notes.push(`${artifacts(type)} described by type only.`);
  for (const error of run.errors)
    if (!error.caught && error.site < 0) notes.push(`The program ended with ${error.type}: ${error.message}`);
  if (run.state === 'interrupted') notes.push('The run has no end: the program or its recorder was killed.');
  notes.push(...run.readerProblems);
  return notes;
}

const artifacts = (n: number): string => `${countText(n)} ${n === 1 ? 'artifact is' : 'artifacts are'}`;

function sampledPlaces(run: Run): number {
  let places = 0;
  for (const site of run.sites) {
    const { facts, kind } = site;
    if (kind === 'expression' && facts.counted > facts.recorded && facts.recorded > 0) places++;
  }
  return places;
}

export function problemsOf(run: Run): Problem[] {
  return [...run.problems.values()].map(({ code, detail, site, count }) => {
    const at = run.sites[site];
    return { code, ...problemText(code, detail), ...(at === undefined ? {} : { place: placeOf(at) }), count };
  });
}
