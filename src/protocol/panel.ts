/**
 * The lineage panel's wire. One set of messages, two hosts: the extension (postMessage) and `interim view` (HTTP and
 * server-sent events). The host keeps the truth; a panel that was hidden or reloaded sends `ready` and is told again.
 */
import type { ArtifactDetail } from './detail.ts';
import type { Cut, GraphView, RunBrief } from './graph.ts';

export interface PanelError {
  code: string;
  message: string;
  mend: string;
}

export type HostMessage =
  /** The graph at the cut that was asked for. `revision` grows; an older one is dropped. */
  | { type: 'view'; revision: number; view: GraphView }
  | { type: 'detail'; request: number; detail: ArtifactDetail }
  | { type: 'detailFailed'; request: number; error: PanelError }
  /** The editor's selection moved: select this node (or nothing). `focus` also brings it into sight. */
  | { type: 'select'; node: string | null; artifact?: string; focus: boolean }
  | { type: 'progress'; run: RunBrief }
  | { type: 'runs'; runs: RunBrief[] }
  /** Nothing to draw: no run yet, a broken or newer folder. Replaces the graph. */
  | { type: 'empty'; title: string; text: string; action?: { label: string; message: PanelMessage } }
  | { type: 'error'; error: PanelError };

export type PanelMessage =
  /** First message, with what the panel remembered. */
  | { type: 'ready'; run?: string; cut?: Cut }
  | { type: 'cut'; cut: Cut }
  /** Ask for an artifact; the answer carries the same `request`. `rows` bounds the preview that comes back. */
  | { type: 'detail'; request: number; artifact: string; rows?: number }
  /** Go to the code. */
  | {
      type: 'reveal';
      path: string;
      line: number;
      column: number;
      endLine: number;
      endColumn: number;
      preserveFocus: boolean;
    }
  | { type: 'openRun'; run: string }
  | { type: 'listRuns' }
  /** Run what is open in the editor; offered where there is no run to show. */
  | { type: 'run' }
  | { type: 'stop' }
  | { type: 'copy'; text: string };
