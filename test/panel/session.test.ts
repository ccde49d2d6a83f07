/** The panel's host side as both hosts use it: what it answers to what a panel says. */
import assert from 'node:assert/strict';
import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { openPanelSession } from '../../src/panel/session.ts';
import type { HostMessage, PanelMessage } from '../../src/protocol/panel.ts';
import { markRecording } from '../../src/store/openMarks.ts';
import { openRun } from '../../src/store/reader.ts';
import { runOnDisk } from '../store/runOnDisk.ts';

/** A session over a folder (or none), and a way to wait for the next message of a type. */
function panelOver(t: TestContext, folder: string | undefined) {
  const sent: HostMessage[] = [];
  const asked: unknown[] = [];
  let wake = (): void => {};
  const session = openPanelSession(
    {
      list: async () => [],
      open: async (run) => (folder === undefined || run === 'gone' ? undefined : openRun(folder)),
    },
    (message) => {
      sent.push(message);
      wake();
    },
    {
      reveal: (place) => asked.push(place),
      stop: () => {
        throw new Error('nothing to stop');
      },
      run: () => asked.push('run'),
      copy: (text) => asked.push(text),
    },
  );
  t.after(() => session.dispose());
  let seen = 0;
  async function next<T extends HostMessage['type']>(type: T): Promise<Extract<HostMessage, { type: T }>> {
    for (;;) {
      for (; seen < sent.length; seen++) {
        const message = sent[seen];
        if (message?.type !== type) continue;
        seen++;
        return message as Extract<HostMessage, { type: T }>;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  return { session, next, asked, say: (message: PanelMessage) => session.receive(message) };
}

test('ready is answered with the graph, a cut with the graph at it, later ones numbered higher', async (t) => {
  const { say, next } = panelOver(t, runOnDisk(t).folder);
  say({ type: 'ready' });
  const first = await next('view');
  assert.deepEqual(
    first.view.nodes.map((node) => node.label),
    ['a', 'b'],
  );
  say({ type: 'cut', cut: { level: 'module', opened: [], shut: [], kinds: ['tables'] } });
  const second = await next('view');
  assert.deepEqual(
    second.view.nodes.map((node) => node.label),
    ['train.py'],
  );
  assert.ok(second.revision > first.revision);
  say({ type: 'ready', cut: first.view.cut });
  assert.equal((await next('view')).view.cut.level, 'statement');
});

test('an artifact comes with as many rows as asked for; one that is not there, with an error', async (t) => {
  const { say, next } = panelOver(t, runOnDisk(t).folder);
  say({ type: 'ready' });
  await next('view');
  say({ type: 'detail', request: 7, artifact: '2', rows: 2 });
  const { request, detail } = await next('detail');
  assert.equal(request, 7);
  assert.equal(detail.preview?.form === 'table' ? detail.preview.rows.length : 0, 2);
  say({ type: 'detail', request: 8, artifact: '../1' });
  const failed = await next('detailFailed');
  assert.deepEqual([failed.request, failed.error.code], [8, 'artifact-missing']);
});

test('no run, a run that is gone, a broken run: said instead of a graph', async (t) => {
  const none = panelOver(t, undefined);
  none.say({ type: 'ready' });
  const nothing = await none.next('empty');
  assert.equal(nothing.title, 'No run yet');
  none.say(nothing.action?.message ?? { type: 'stop' });
  none.say({ type: 'copy', text: 'after' });
  assert.deepEqual(none.asked, ['run', 'after'], 'its button runs what is open');
  const { folder } = runOnDisk(t);
  const gone = panelOver(t, folder);
  gone.say({ type: 'ready', run: 'gone' });
  assert.equal((await gone.next('empty')).title, 'This run is gone');
  writeFileSync(path.join(folder, 'run.json'), '{');
  gone.say({ type: 'openRun', run: 'other' });
  assert.match((await gone.next('empty')).text, /run\.json is damaged/);
});

test('what the host does is passed on, and its failures are told', async (t) => {
  const { say, next, asked } = panelOver(t, runOnDisk(t).folder);
  say({ type: 'copy', text: 'x' });
  say({ type: 'reveal', path: '/w/train.py', line: 1, column: 0, endLine: 1, endColumn: 1, preserveFocus: true });
  say({ type: 'stop' });
  assert.equal((await next('error')).error.message, 'nothing to stop');
  assert.deepEqual(asked, [
    'x',
    { path: '/w/train.py', line: 1, column: 0, endLine: 1, endColumn: 1, preserveFocus: true },
  ]);
});

test('a run that goes on is drawn again as it grows', { timeout: 20_000 }, async (t) => {
  const { folder, lines } = runOnDisk(t, undefined, false);
  markRecording(folder, [process.pid]);
  const half = lines.indexOf('\n', lines.length / 2) + 1;
  writeFileSync(path.join(folder, 'log-0.ndjson'), lines.slice(0, half));
  const { say, next } = panelOver(t, folder);
  say({ type: 'ready' });
  await next('view');
  appendFileSync(path.join(folder, 'log-0.ndjson'), lines.slice(half));
  while ((await next('view')).view.nodes.length < 2);
});
