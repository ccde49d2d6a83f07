/** `interim show`, `artifact` and `view`, killed while they read a run that goes on: the program and its record are as if nobody had looked. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { launchRun } from '../../../src/recorder/launch.ts';
import { isOpen } from '../../../src/store/openMarks.ts';
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
  planWitness,
} from './stage.ts';
import { STEPS } from './witness.ts';

const COMMANDS = [
  ['show', '--all'],
  ['artifact', 'table_1'],
  ['view', '--no-open'],
] as const;
/** What each of them takes until it has said something, as far as it was seen undisturbed. */
const lives = new Map<string, number>();
let next = 0;

/** The commands take turns. One that nobody is to disturb (a share of 1) is measured. */
export const killCommand: Kill = (language, point, lifeMs) =>
  inWorkspace(async (folder) => {
    const plan = await planWitness(folder, language);
    const run = launchRun(plan, 'pipe');
    const output = collect(run.child);
    await inTime(reach({ by: 'progress', told: 2, thenMs: 0 }, run.child, lifeMs), run.child);
    const [name, ...words] = COMMANDS[next++ % COMMANDS.length] ?? COMMANDS[0];
    const reader = spawn(process.execPath, [command, name, plan.folder ?? '', ...words], {
      cwd: folder,
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const began = performance.now();
    const said = collect(reader);
    const answered = once(reader.stdout, 'data').then(() => {
      if (share === 1) lives.set(name, performance.now() - began);
    });
    const share = point.by === 'clock' ? point.share : point.told / STEPS;
    await inTime(share === 1 ? answered : Promise.race([answered, delay(share * (lives.get(name) ?? 0))]), reader);
    reader.kill('SIGKILL');
    const [, { stdout }, read] = await inTime(Promise.all([run.ended, output, said]), reader, run.child);
    assert.equal(read.stderr, '');
    assertUndisturbed(folder, stdout);
    assert.equal(isOpen(plan.folder ?? ''), false, 'a dead reader holds no run open');
    const seen = await readRun(plan.folder ?? '');
    assert.deepEqual([seen.state, seen.bound.has(`table_${STEPS}`)], ['finished', true]);
    return read.stdout === '' ? 'in the middle' : 'all of it';
  });
