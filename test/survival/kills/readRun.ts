/** A run whose writer or reader was killed: all that is whole in its log is shown, with previews, and it opens again the same. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildGraph } from '../../../src/core/graph.ts';
import { findArtifact } from '../../../src/core/processLog.ts';
import { buildShow } from '../../../src/core/show.ts';
import { openRun } from '../../../src/store/reader.ts';

export interface SeenRun {
  state: string;
  artifacts: number;
  /** Those of the names that are recorded. */
  bound: Set<string>;
}

interface Line {
  k?: string;
  id?: number;
  pv?: [number, number];
  name?: string;
}

const isTable = (name: string): boolean => name.startsWith('table_');

/** `isNamed` says which names must be shown where they are in the log. */
export async function readRun(folder: string, isNamed = isTable): Promise<SeenRun> {
  const lines = wholeLines(path.join(folder, 'log-0.ndjson'));
  const reader = await openRun(folder);
  try {
    const lost = reader.problems.filter((problem) => problem.includes('damaged'));
    assert.deepEqual(lost, [], 'a cut leaves no damaged line');
    let artifacts = 0;
    for (const line of lines) {
      if (line.k !== 'artifact') continue;
      artifacts++;
      assert.ok(findArtifact(reader.run, `${line.id}`), `artifact ${line.id} is in the log and is not shown`);
      if (line.pv) assert.ok(await reader.preview(`${line.id}`), `artifact ${line.id} has lost its preview`);
    }
    buildGraph(reader.run);
    const shown = JSON.stringify(buildShow(reader.run, reader.source));
    const bound = new Set(
      lines.flatMap(({ k, name }) => (k === 'bind' && name !== undefined && isNamed(name) ? [name] : [])),
    );
    for (const name of bound) assert.ok(shown.includes(name), `${name} is bound in the log and is not shown`);
    await reader.indexed();
    return { state: reader.run.state, artifacts, bound };
  } finally {
    reader.close();
  }
}

/** Read by no code of the store: a line is whole where it has its end. */
function wholeLines(file: string): Line[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean)
    .map((line): Line => JSON.parse(line));
}
