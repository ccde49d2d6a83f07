/** Asks ELK, in a worker, where everything stands. The newest request wins: a worker that is busy with an older one is ended. */
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import type { Point } from './curve.ts';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Layout {
  boxes: Map<string, Box>;
  routes: Map<string, Point[]>;
  width: number;
  height: number;
}

export interface Layouter {
  /** Undefined where a newer request came before the answer. */
  layout(graph: ElkNode): Promise<ElkNode | undefined>;
  /** How many layouts were asked for. */
  count(): number;
}

interface Answer {
  id: number;
  data?: ElkNode;
  error?: { message?: string };
}

const MOST_KNOWN = 6;

const WARM_UP = {
  id: 'warm-up',
  layoutOptions: { 'elk.algorithm': 'layered' },
  children: ['a', 'b', 'c'].map((id) => ({ id, width: 9, height: 9 })),
  edges: ['b', 'c'].map((id) => ({ id: `a${id}`, sources: ['a'], targets: [id] })),
};

export function createLayouter(scriptUrl: string): Layouter {
  let script: Promise<string> | undefined;
  let worker: Worker | undefined;
  let busy: ((graph: undefined) => void) | undefined;
  let newest = 0;
  let asked = 0;
  /** Answers by what was asked: another level or a shut group is often undone. The newest stand last. */
  const known = new Map<string, ElkNode>();

  async function start(): Promise<Worker> {
    // A worker cannot be started from a webview's resource address: its text is fetched and started from a blob.
    script ??= fetch(scriptUrl).then(async (answer) => {
      if (!answer.ok) throw new Error(`The layout script could not be loaded (${answer.status}).`);
      return URL.createObjectURL(new Blob([await answer.text()], { type: 'text/javascript' }));
    });
    const started = new Worker(await script);
    started.postMessage({ id: 0, cmd: 'register', algorithms: ['layered'] });
    started.postMessage({ id: 0, cmd: 'layout', graph: WARM_UP, layoutOptions: {}, options: {} });
    return started;
  }

  // Loading and the first steps of the layout take long: done while the host is still asked for the graph.
  start()
    .then((started) => {
      if (newest === 0) worker = started;
      else started.terminate();
    })
    .catch(() => undefined);

  async function layout(graph: ElkNode): Promise<ElkNode | undefined> {
    const id = ++newest;
    if (busy) {
      worker?.terminate();
      worker = undefined;
      busy(undefined);
      busy = undefined;
    }
    const question = JSON.stringify(graph);
    const answer = known.get(question);
    if (answer) return answer;
    asked++;
    worker ??= await start();
    const at = worker;
    if (id !== newest) return undefined;
    return new Promise((resolve, reject) => {
      busy = resolve;
      at.onmessage = ({ data }: MessageEvent<Answer>) => {
        if (data.id !== id) return;
        busy = undefined;
        if (data.data) resolve(keep(question, data.data));
        else reject(new Error(data.error?.message ?? 'The layout failed.'));
      };
      at.onerror = (event) => {
        busy = undefined;
        worker = undefined;
        reject(new Error(event.message || 'The layout worker failed.'));
      };
      at.postMessage({ id, cmd: 'layout', graph, layoutOptions: {}, options: {} });
    });
  }

  function keep(question: string, answer: ElkNode): ElkNode {
    known.set(question, answer);
    for (const oldest of known.keys()) if (known.size > MOST_KNOWN) known.delete(oldest);
    return answer;
  }

  return { layout, count: () => asked };
}
