/** Kills what takes part in one run at one point, and checks what is left. Throws where it is not as it must be. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { launchRun } from '../../../src/recorder/launch.ts';
import { isOpen } from '../../../src/store/openMarks.ts';
import { killAdapter } from './killAdapter.ts';
import { killCommand } from './killCommand.ts';
import { reach } from './point.ts';
import { readRun } from './readRun.ts';
import {
  assertUndisturbed,
  collect,
  command,
  environment,
  inTime,
  inWorkspace,
  type Kill,
  LATE_MS,
  planWitness,
  reached,
  readAll,
} from './stage.ts';
import { entryOf, readTold, STEPS } from './witness.ts';

export type Target = 'program' | 'recorder' | 'reader' | 'adapter' | 'command';

export const kill: Record<Target, Kill> = {
  program: (language, point, lifeMs) =>
    inWorkspace(async (folder) => {
      const plan = await planWitness(folder, language);
      const run = launchRun(plan, 'pipe');
      await inTime(reach(point, run.child, lifeMs), run.child);
      const killedAt = Date.now();
      const hit = run.child.kill('SIGKILL');
      const exit = await inTime(run.ended, run.child);
      const seen = await readRun(plan.folder ?? '');
      const told = readTold(path.join(folder, 'told.txt'));
      for (const [table, at] of told)
        if (at < killedAt - LATE_MS) assert.ok(seen.bound.has(table), `${table} was made in time and is not recorded`);
      assert.equal(seen.state, exit.signal === null ? 'finished' : 'failed');
      assert.equal(exit.signal === null, told.length === STEPS && (!hit || exit.exitCode === 0));
      return reached(seen);
    }),

  recorder: (language, point, lifeMs) =>
    inWorkspace(async (folder) => {
      const recorder = spawn(process.execPath, [command, 'run', '--runs-folder', 'runs', entryOf(language)], {
        cwd: folder,
        env: environment(),
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const output = collect(recorder);
      await inTime(reach(point, recorder, lifeMs), recorder);
      recorder.kill('SIGKILL');
      // Both pipes close when the program, which holds them too, has ended.
      const { stdout, stderr } = await inTime(output, recorder);
      assert.doesNotMatch(stderr, /Error|Traceback/);
      if (stdout === '' && !existsSync(path.join(folder, 'told.txt'))) {
        await readAll(folder);
        return 'nothing yet';
      }
      assertUndisturbed(folder, stdout);
      const [run, ...more] = await readAll(folder);
      assert.deepEqual(more, []);
      assert.equal(run?.bound.has(`table_${STEPS}`), true, 'the last table is recorded');
      return run?.state === 'finished' ? 'all of it' : 'in the middle';
    }),

  reader: (language, point, lifeMs) =>
    inWorkspace(async (folder) => {
      const plan = await planWitness(folder, language);
      const reader = spawn(process.execPath, [path.join(import.meta.dirname, 'follow.ts'), plan.folder ?? ''], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const said = collect(reader);
      // By the clock, both begin at once; by progress, the reader is there before the program.
      if (point.by === 'progress') await inTime(once(reader.stdout, 'data'), reader);
      const run = launchRun(plan, 'pipe');
      const output = collect(run.child);
      await inTime(reach(point, run.child, lifeMs), run.child);
      // It looks only every tenth of a second: a point is spread over some of its looks.
      if (point.by === 'progress') await delay(point.thenMs * 100);
      reader.kill('SIGKILL');
      const [, { stdout }, { stdout: read, stderr }] = await inTime(
        Promise.all([run.ended, output, said]),
        reader,
        run.child,
      );
      assert.equal(stderr, '');
      assertUndisturbed(folder, stdout);
      assert.equal(isOpen(plan.folder ?? ''), false, 'a dead reader holds no run open');
      const seen = await readRun(plan.folder ?? '');
      assert.deepEqual([seen.state, seen.bound.has(`table_${STEPS}`)], ['finished', true]);
      if (!/ [1-9]/.test(read)) return 'nothing yet';
      return read.includes('finished') ? 'all of it' : 'in the middle';
    }),
  adapter: killAdapter,
  command: killCommand,
};
