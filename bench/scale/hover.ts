/** What a hover does, at random places of the source: position to artifact, its facts, and the first rows of its preview. */
import { describeArtifact } from '../../src/core/detail.ts';
import { artifactAt } from '../../src/core/lookup.ts';
import { openRun } from '../../src/store/reader.ts';

const ROWS = 5;

export async function hoverTimes(folder: string, hovers: number): Promise<number[]> {
  const reader = await openRun(folder);
  const { run } = reader;
  const places = run.sites.filter(({ kind }) => kind === 'expression' || kind === 'statement');
  const times: number[] = [];
  for (let n = 0; times.length < hovers && n < hovers * 20; n++) {
    const site = places[Math.floor(Math.random() * places.length)];
    if (site === undefined) break;
    const began = performance.now();
    const found = artifactAt(run, site.module.path, site.line, site.column + Math.floor(Math.random() * 8));
    if (found === undefined) continue;
    describeArtifact(run, found.artifact, reader.source);
    await reader.preview(found.artifact, ROWS);
    times.push(performance.now() - began);
  }
  reader.close();
  return times;
}
