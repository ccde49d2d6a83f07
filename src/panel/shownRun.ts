/** One run in a panel: its cut, and its graph sent again as it grows, often enough to look live and never faster than it can be made. */
import { buildGraph, defaultCut } from '../core/graph.ts';
import { briefOf } from '../core/run.ts';
import type { Cut } from '../protocol/graph.ts';
import type { HostMessage } from '../protocol/panel.ts';
import { markReading } from '../store/openMarks.ts';
import type { RunReader } from '../store/reader.ts';

/** Live graphs come at most this often, and at most a fifth of the time goes into making them. */
const BETWEEN_VIEWS_MS = 200;
const SHARE = 4;

export interface ShownRun {
  run: string;
  reader: RunReader;
  moveCut(cut: Cut): void;
  sendView(): void;
  close(): void;
}

export function openShownRun(
  reader: RunReader,
  asked: Cut | undefined,
  tell: (message: HostMessage) => void,
): ShownRun {
  const { run } = reader;
  // Until a cut is asked for, the kinds follow what the run turns out to hold.
  let cut = asked;
  let planned: NodeJS.Timeout | undefined;
  let free = 0;

  const sendView = (): void => {
    clearTimeout(planned);
    planned = undefined;
    const start = Date.now();
    try {
      tell({ type: 'view', revision: 0, view: buildGraph(run, cut ?? defaultCut(run)) });
    } catch (error) {
      // Drawing runs in a timer: a run that cannot be drawn must not end the host.
      const message = error instanceof Error ? error.message : String(error);
      tell({ type: 'error', error: { code: 'not-drawn', message: `The graph cannot be drawn: ${message}`, mend: '' } });
    }
    free = Date.now() + Math.max(BETWEEN_VIEWS_MS, (Date.now() - start) * SHARE);
  };
  const sendSoon = (): void => {
    if (planned !== undefined) return;
    const wait = free - Date.now();
    if (wait > BETWEEN_VIEWS_MS) tell({ type: 'progress', run: briefOf(run) });
    planned = setTimeout(sendView, Math.max(0, wait));
  };

  const unmark = markReading(reader.folder);
  const following = reader.follow(sendSoon);
  sendView();
  return {
    run: run.header.id,
    reader,
    moveCut(moved) {
      cut = moved;
      sendView();
    },
    sendView,
    close() {
      clearTimeout(planned);
      following.dispose();
      reader.close();
      unmark();
    },
  };
}
