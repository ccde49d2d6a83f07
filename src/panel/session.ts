/**
 * The host side of one open panel: answers its messages from a run reader and sends the graph again as the run grows.
 * The extension and `interim view` both use it; what differs (going to code, stopping, the list of runs) they bring along.
 */
import { InterimError, userError } from '../core/errors.ts';
import type { RunBrief } from '../protocol/graph.ts';
import type { HostMessage, PanelError, PanelMessage } from '../protocol/panel.ts';
import type { RunReader } from '../store/reader.ts';
import { detailWithPreview } from './detail.ts';
import { openShownRun, type ShownRun } from './shownRun.ts';

export interface PanelRuns {
  list(): Promise<readonly RunBrief[]>;
  /** A run by its id, or the one to show when none is asked for. Undefined where there is none. */
  open(run: string | undefined): Promise<RunReader | undefined>;
}

type Place = Omit<Extract<PanelMessage, { type: 'reveal' }>, 'type'>;

/** What only the host can do. Each may fail; the panel is told. */
export interface PanelActions {
  reveal(place: Place): unknown;
  stop(): unknown;
  /** Where there is an editor. */
  run?(): unknown;
  copy(text: string): unknown;
}

export interface PanelSession {
  receive(message: PanelMessage): void;
  dispose(): void;
}

export function openPanelSession(
  runs: PanelRuns,
  send: (message: HostMessage) => void,
  actions: PanelActions,
): PanelSession {
  let shown: ShownRun | undefined;
  let disposed = false;
  let opening = 0;
  let revision = 0;

  const tell = (message: HostMessage): void => {
    if (disposed) return;
    send(message.type === 'view' ? { ...message, revision: ++revision } : message);
  };
  const fail = (error: unknown): void => tell({ type: 'error', error: panelError(error) });

  const show = async (run: string | undefined, cut?: Extract<PanelMessage, { type: 'cut' }>['cut']): Promise<void> => {
    const turn = ++opening;
    if (shown !== undefined && (run === undefined || run === shown.run)) {
      if (cut !== undefined) shown.moveCut(cut);
      else shown.sendView();
      return;
    }
    try {
      const reader = await runs.open(run);
      if (disposed || turn !== opening) {
        reader?.close();
        return;
      }
      shown?.close();
      shown = undefined;
      if (reader === undefined) tell(run === undefined ? noRun(actions.run !== undefined) : runGone(run));
      else shown = openShownRun(reader, cut, tell);
    } catch (error) {
      if (turn !== opening) return;
      shown?.close();
      shown = undefined;
      tell(emptyFor(error));
    }
  };

  const answer = async (message: PanelMessage): Promise<void> => {
    switch (message.type) {
      case 'ready':
        return show(message.run, message.cut);
      case 'openRun':
        return show(message.run);
      case 'cut':
        return shown?.moveCut(message.cut);
      case 'detail': {
        const { request, artifact, rows } = message;
        try {
          if (shown === undefined) throw userError('artifact-missing', { run: '', artifact });
          tell({ type: 'detail', request, detail: await detailWithPreview(shown.reader, artifact, rows) });
        } catch (error) {
          tell({ type: 'detailFailed', request, error: panelError(error) });
        }
        return;
      }
      case 'listRuns':
        return tell({ type: 'runs', runs: [...(await runs.list())] });
      case 'reveal': {
        const { type: _, ...place } = message;
        await actions.reveal(place);
        return;
      }
      case 'run':
        await actions.run?.();
        return;
      case 'stop':
        await actions.stop();
        return;
      case 'copy':
        await actions.copy(message.text);
        return;
    }
  };

  return {
    receive(message) {
      if (!disposed) answer(message).catch(fail);
    },
    dispose() {
      disposed = true;
      opening++;
      shown?.close();
    },
  };
}

const noRun = (editor: boolean): HostMessage => ({
  type: 'empty',
  title: 'No run yet',
  text: 'Open a Python, TypeScript or JavaScript file and choose “Run with Lineage” from its run menu, or record one in a terminal with: interim run FILE',
  ...(editor ? { action: { label: 'Run the open file with Lineage', message: { type: 'run' } } } : {}),
});

const runGone = (run: string): HostMessage => ({
  type: 'empty',
  title: 'This run is gone',
  text: `The run ${run} was deleted or moved.`,
  action: { label: 'Show the runs there are', message: { type: 'listRuns' } },
});

/** A run that cannot be opened takes the place of the graph. */
function emptyFor(error: unknown): HostMessage {
  const { message, mend } = panelError(error);
  return {
    type: 'empty',
    title: 'This run cannot be opened',
    text: `${message} ${mend}`.trim(),
    action: { label: 'Show the runs there are', message: { type: 'listRuns' } },
  };
}

function panelError(error: unknown): PanelError {
  if (error instanceof InterimError) return { code: error.code, message: error.message, mend: error.mend };
  return { code: 'unexpected', message: error instanceof Error ? error.message : String(error), mend: '' };
}
