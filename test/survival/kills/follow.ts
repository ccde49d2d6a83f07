/** A live reader as a process of its own, to be killed: says how much of the run it has read each time something came. */
import { buildGraph } from '../../../src/core/graph.ts';
import { markReading } from '../../../src/store/openMarks.ts';
import { openRun } from '../../../src/store/reader.ts';

const folder = process.argv[2] ?? '';
markReading(folder);
const reader = await openRun(folder);
const tell = (): void => {
  buildGraph(reader.run);
  process.stdout.write(`${reader.run.state} ${reader.run.artifactCount}\n`);
};
tell();
reader.follow(tell);
