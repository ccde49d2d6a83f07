/** Runs that are going on now: each debug session with the run folder that it told of. */
import * as vscode from 'vscode';
import { RUN_ENDED, RUN_STARTED, type RunEndedBody, type RunStartedBody } from '../../protocol/adapter.ts';
import { orReport } from '../reportError.ts';

export interface LiveRun {
  session: vscode.DebugSession;
  run: string;
  folder: string;
}

export interface LiveRuns extends vscode.Disposable {
  all(): LiveRun[];
  of(folder: string): LiveRun | undefined;
  onDidStart: vscode.Event<LiveRun>;
  onDidEnd: vscode.Event<RunEndedBody>;
}

export function followLiveRuns(log: vscode.LogOutputChannel): LiveRuns {
  const live = new Map<string, LiveRun>();
  const started = new vscode.EventEmitter<LiveRun>();
  const ended = new vscode.EventEmitter<RunEndedBody>();
  const changed = (): void => void vscode.commands.executeCommand('setContext', 'interim.running', live.size > 0);
  const subscriptions = vscode.Disposable.from(
    started,
    ended,
    vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event, body }) => {
      if (session.type !== 'interim') return;
      if (event === RUN_STARTED) {
        const { run, folder } = body as RunStartedBody;
        const begun = { session, run, folder };
        live.set(session.id, begun);
        changed();
        log.info(`Run ${run} started: ${folder}`);
        started.fire(begun);
      }
      if (event === RUN_ENDED) {
        const { run } = body as RunEndedBody;
        live.delete(session.id);
        changed();
        log.info(`Run ${run.id} ${run.state}: ${run.steps} steps, ${run.artifacts} artifacts, ${run.durationMs} ms`);
        ended.fire(body as RunEndedBody);
      }
    }),
    vscode.debug.onDidTerminateDebugSession((session) => {
      if (live.delete(session.id)) changed();
    }),
    vscode.commands.registerCommand(
      'interim.stop',
      orReport(log, async (item?: { folder?: string }) => {
        const chosen = [...live.values()].find(({ folder }) => folder === item?.folder) ?? [...live.values()].at(-1);
        if (chosen) await vscode.debug.stopDebugging(chosen.session);
      }),
    ),
  );
  return {
    all: () => [...live.values()],
    of: (folder) => [...live.values()].find((run) => run.folder === folder),
    onDidStart: started.event,
    onDidEnd: ended.event,
    dispose: () => subscriptions.dispose(),
  };
}
