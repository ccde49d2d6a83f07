/** `interim runs`: the recorded runs, newest first. */
import { bytesText, countText } from '../core/quantity.ts';
import { COMMAND_OUTPUT_VERSION, type RunsOutput } from '../protocol/commandOutput.ts';
import type { RunState } from '../protocol/graph.ts';
import { listRuns } from '../store/runs.ts';
import { runPlaces } from './chosenRun.ts';
import { readOptions } from './options.ts';
import { print, printJson } from './output.ts';
import { formatTable } from './table.ts';
import type { Ink } from './terminal.ts';
import { sayDuration, sayWhen } from './words.ts';

const INKS: Record<RunState, Ink> = {
  running: 'blue',
  finished: 'green',
  failed: 'red',
  stopped: 'yellow',
  interrupted: 'yellow',
};

export async function runsCommand(args: string[]): Promise<number> {
  const { values } = readOptions('runs', args, { 'runs-folder': { type: 'string' }, json: { type: 'boolean' } });
  const places = runPlaces(values);
  const runs = (await Promise.all(places.map((place) => listRuns(place)))).flat();
  runs.sort((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id.localeCompare(a.id));
  if (values.json === true) {
    const output: RunsOutput = { version: COMMAND_OUTPUT_VERSION, folder: places[0] ?? '', runs };
    printJson(output);
    return 0;
  }
  if (runs.length === 0) {
    print(`No runs in ${places.join(', ')} yet. Record one with: interim run FILE`);
    return 0;
  }
  print(
    formatTable(
      [
        { title: 'run', least: 24 },
        { title: 'when' },
        { title: 'program', least: 12 },
        { title: 'ended' },
        { title: 'time', side: 'right' },
        { title: 'steps', side: 'right' },
        { title: 'artifacts', side: 'right' },
        { title: 'size', side: 'right' },
      ],
      runs.map((run) => [
        run.id,
        sayWhen(run.createdAt),
        [run.module ? `-m ${run.module}` : run.entry, ...run.args].join(' '),
        [[sayState(run.state, run.exitCode, run.signal), INKS[run.state]]],
        sayDuration(run.durationMs),
        countText(run.steps),
        countText(run.artifacts),
        bytesText(run.bytes),
      ]),
    ),
  );
  return 0;
}

export function sayState(state: RunState, exitCode: number | null, signal: string | null): string {
  if (state === 'failed') return signal ? `failed (${signal})` : `failed (${exitCode ?? '?'})`;
  return state;
}
