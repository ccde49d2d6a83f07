/** How long a reader that follows a run waits for values: each value is the time at which it was made. */
import { describeArtifact } from '../../src/core/detail.ts';
import { openRun } from '../../src/store/reader.ts';
import { start } from './record.ts';

/** Seconds: the values that are times. */
const isTime = (value: unknown): value is number => typeof value === 'number' && value > 1.6e9 && value < 1e10;

/** Milliseconds by value. */
export async function liveDelays(program: string, runsFolder: string): Promise<number[]> {
  const { folder, ended } = await start(program, runsFolder);
  const reader = await openRun(folder);
  const delays = new Map<number, number>();
  let seen = 0;
  const look = (): void => {
    const now = Date.now();
    const last = reader.run.logs.get('0')?.artifacts.max ?? 0;
    for (let id = seen + 1; id <= last; id++) {
      const detail = describeArtifact(reader.run, String(id));
      // Its step is still to come.
      if (detail === undefined) break;
      seen = id;
      const { value } = detail.summary;
      if (isTime(value) && !delays.has(value)) delays.set(value, now - value * 1000);
    }
  };
  const following = reader.follow(look);
  await ended;
  await reader.refresh();
  look();
  following.dispose();
  reader.close();
  return [...delays.values()];
}
