/** The debug adapter, killed at a point: the program that wrote to its pipe ends as it would without us, and the run is read. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { reach } from './point.ts';
import {
  adapter,
  collect,
  environment,
  inTime,
  inWorkspace,
  type Kill,
  LATE_MS,
  python,
  reached,
  readAll,
} from './stage.ts';
import { entryOf, type Language, readTold, STEPS } from './witness.ts';

export const killAdapter: Kill = (language, point, lifeMs) =>
  inWorkspace(async (folder) => {
    const session = spawn(process.execPath, [adapter], { cwd: folder, env: environment(), stdio: 'pipe' });
    const output = collect(session);
    launch(session, folder, language);
    // The program's lines come inside of events.
    await inTime(reach(point, session, lifeMs, '\\n'), session);
    session.kill('SIGKILL');
    const { stderr } = await inTime(output, session);
    assert.equal(stderr, '');
    const [run, ...more] = await readAll(folder);
    assert.deepEqual(more, []);
    if (run === undefined) return 'nothing yet';
    const told = existsSync(path.join(folder, 'told.txt')) ? readTold(path.join(folder, 'told.txt')) : [];
    const [, lastAt = 0] = told.at(-1) ?? [];
    for (const [table, at] of told)
      if (at < lastAt - LATE_MS) assert.ok(run.bound.has(table), `${table} was made in time and is not recorded`);
    assert.notEqual(run.state, 'running');
    if (run.state === 'finished') assert.equal(told.length, STEPS);
    return reached(run);
  });

/** As an editor would: when the program has ended it closes the session, and the adapter ends by itself. */
function launch(session: ChildProcess, folder: string, language: Language): void {
  let seq = 0;
  const ask = (name: string, given: object = {}): void => {
    const body = JSON.stringify({ seq: ++seq, type: 'request', command: name, arguments: given });
    session.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  session.stdin?.on('error', () => {});
  let text = '';
  session.stdout?.on('data', (data: Buffer) => {
    text += data;
    if (!text.includes('"event":"terminated"')) return;
    session.stdin?.end();
  });
  ask('initialize', { adapterID: 'interim', pathFormat: 'path', linesStartAt1: true });
  ask('launch', {
    program: path.join(folder, entryOf(language)),
    python,
    cwd: folder,
    runsFolder: path.join(folder, 'runs'),
  });
  ask('configurationDone');
}
