/** Views for what is hard: hostile text, a thousand nodes, a run that grows, each form of preview. */
import type { Preview, Summary } from '../../src/protocol/artifact.ts';
import type { ArtifactDetail } from '../../src/protocol/detail.ts';
import type { GraphView } from '../../src/protocol/graph.ts';
import { column, detail, type NodeWords, run, view } from './viewOf.ts';

export const HOSTILE =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is to look like one
  '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>**b** [l](command:x) \u202Ereversed\u202C \u0000\u0007\u001b[31m\n`${1}` &amp; "\'';

/** Every text that can come from the program is hostile. */
export function hostileView(): GraphView {
  const words: NodeWords[] = [
    { id: `g${HOSTILE}`, form: 'group', open: true, inside: 2, label: HOSTILE, code: HOSTILE, file: HOSTILE },
    {
      id: `a${HOSTILE}`,
      parent: `g${HOSTILE}`,
      label: HOSTILE,
      code: HOSTILE,
      shape: HOSTILE,
      type: HOSTILE,
      file: HOSTILE,
      badges: [
        ['bad', HOSTILE],
        ['added', HOSTILE],
      ],
    },
    {
      id: 'b',
      label: HOSTILE,
      code: HOSTILE,
      shape: HOSTILE,
      file: HOSTILE,
      error: { type: HOSTILE, message: HOSTILE, caught: false },
    },
    { id: 'c', form: 'absent', label: HOSTILE, code: HOSTILE },
  ];
  return view(words, [], {
    edges: [{ id: `e${HOSTILE}`, source: `a${HOSTILE}`, target: 'b', roles: [HOSTILE], artifacts: [], failed: true }],
    run: run({ entry: HOSTILE, id: HOSTILE, args: [HOSTILE], state: 'failed', signal: HOSTILE }),
    notes: [HOSTILE],
  });
}

export function hostileDetail(graph: GraphView, artifact: string): ArtifactDetail | undefined {
  const of = graph.nodes.find((one) => one.artifact?.id === artifact);
  if (!of) return undefined;
  const preview: Preview = {
    form: 'table',
    columns: [HOSTILE, HOSTILE, 'number'],
    rows: [
      [HOSTILE, ['value', HOSTILE, HOSTILE], ['-0']],
      [['text', HOSTILE, 9000], ['date', HOSTILE], ['nan']],
      [null, ['bytes', 'deadbeef'], ['inf']],
    ],
    totalRows: 3,
    totalColumns: 3,
  };
  const summary: Summary = {
    shape: [3, 3],
    columns: [
      column(HOSTILE, HOSTILE, { top: [[HOSTILE, 3]] }),
      column(HOSTILE, 'str'),
      column('number', 'float64', { min: 0, max: 1, bins: [1, 2, 3] }),
    ],
  };
  return detail(
    of,
    {
      preview,
      summary,
      change: {
        code: HOSTILE,
        siteLabel: HOSTILE,
        lib: HOSTILE,
        error: { type: HOSTILE, message: HOSTILE },
        columnChanges: [{ name: HOSTILE, change: 'new', to: HOSTILE }],
      },
    },
    graph,
  );
}

/** `count` nodes in groups of twenty, each made from one to three earlier ones. */
export function largeView(count: number): GraphView {
  const words: NodeWords[] = [];
  const edges: string[] = [];
  const kinds = ['table', 'table', 'table', 'model', 'scalar', 'file'] as const;
  for (let index = 0; index < count; index++) {
    const group = Math.floor(index / 20);
    if (index % 20 === 0)
      words.push({
        id: `g${group}`,
        form: 'group',
        open: true,
        inside: 20,
        label: `stage_${group}(frame)`,
        order: index,
      });
    words.push({
      id: `n${index}`,
      parent: `g${group}`,
      kind: kinds[(index * 7) % kinds.length] ?? 'table',
      label: `step_${index}`,
      code: `frame.assign(c${index}=…)`,
      shape: `${(index * 37) % 9000} × ${index % 30}`,
      ...(index % 3 === 0 && { badges: [['added', `+${index % 9} columns`] as ['added', string]] }),
      line: index + 1,
    });
    if (index > 0) edges.push(`n${index - 1 - ((index * 13) % Math.min(index, 4))}>n${index}`);
    if (index > 20 && index % 5 === 0) edges.push(`n${index - 20}>n${index}`);
  }
  return view(words, edges);
}

/** A run after `steps` steps: what is there stays, one more is running. */
export function growingView(steps: number, whole = 8): GraphView {
  const done = steps >= whole;
  const words: NodeWords[] = Array.from({ length: Math.min(whole, steps) }, (_, index) => ({
    id: `s${index}`,
    label: `step ${index}`,
    code: `work(${index})`,
    line: index + 1,
    ...(index < steps - 1 || done ? { shape: `${100 + index} × 3` } : { running: true }),
  }));
  const edges = words.slice(1).map((_, index) => `s${index}>s${index + 1}`);
  return view(words, edges, {
    run: run({ state: done ? 'finished' : 'running', exitCode: done ? 0 : null, steps, durationMs: steps * 100 }),
  });
}

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FAAhKDveksOjmAAAAAElFTkSuQmCC';

/** One node for each way in which a value is shown. */
export const FORMS: Record<
  string,
  { kind: NodeWords['kind']; type: string; shape: string; preview?: Preview; summary?: Summary }
> = {
  items: {
    kind: 'collection',
    type: 'list',
    shape: '1,200 items',
    preview: {
      form: 'items',
      items: [
        1,
        'two',
        null,
        ['nan'],
        ['date', '2026-11-21T14:30:07'],
        ['text', 'a long text that was cut ', 8000],
        ['value', 'Decimal', '1.50'],
        true,
        ['int', '90071992547409931'],
      ],
      total: 1200,
    },
  },
  entries: {
    kind: 'record',
    type: 'dict',
    shape: '3 keys',
    preview: {
      form: 'entries',
      entries: [
        ['path', 'data/flights.csv'],
        ['rows', 336776],
        [
          ['date', '2013-01-01'],
          ['value', 'DataFrame', '336,776 × 19'],
        ],
      ],
      total: 3,
    },
  },
  text: {
    kind: 'text',
    type: 'str',
    shape: '4,100 characters',
    preview: {
      form: 'text',
      text: 'You are a careful analyst.\n\nQuestion: which carrier is late most often?\n\t- <b>not markup</b>\n',
      total: 4100,
    },
  },
  image: {
    kind: 'figure',
    type: 'Figure',
    shape: '640 × 480',
    preview: { form: 'image', mime: 'image/png', blob: `data:image/png;base64,${PNG}`, width: 640, height: 480 },
  },
  messages: {
    kind: 'message',
    type: 'messages',
    shape: '3 messages',
    preview: {
      form: 'messages',
      messages: [
        { role: 'system', text: 'Answer in JSON.', total: 15 },
        { role: 'user', text: 'Classify: <b>late again</b>\nThank you.', total: 38 },
        { role: 'assistant', text: '{"label": "complaint"', total: 420 },
      ],
      total: 3,
    },
    summary: { model: 'gpt-4o-mini', tokens: { input: 120, output: 18, total: 138 }, finish: 'stop' },
  },
  model: {
    kind: 'model',
    type: 'Pipeline',
    shape: 'Pipeline · 2 steps',
    summary: {
      fitted: true,
      parts: [
        ['scale', 'StandardScaler'],
        ['clf', 'LogisticRegression'],
      ],
      parameters: { clf__C: '1.0', clf__max_iter: '200' },
      state: { n_features_in_: '14', classes_: '[0, 1]' },
    },
  },
  scalar: { kind: 'scalar', type: 'float', shape: '0.981', summary: { value: 0.981 } },
  file: {
    kind: 'file',
    type: 'file',
    shape: '2.1 MB',
    summary: { path: 'out/model.pkl', mode: 'write', bytes: 2202009 },
  },
  lazy: {
    kind: 'lazy',
    type: 'LazyFrame',
    shape: 'not run',
    summary: { progress: 'pending', plan: 'FILTER [(col("a")) > (5)]\nFROM\n  CSV data.csv' },
  },
  nothing: { kind: 'other', type: 'Widget', shape: 'Widget' },
};

export const formsView = (): GraphView =>
  view(
    Object.entries(FORMS).map(([id, { kind, type, shape }]) => ({
      id,
      type,
      shape,
      ...(kind && { kind }),
      code: `make_${id}()`,
    })),
    [],
  );

export function formsDetail(artifact: string): ArtifactDetail | undefined {
  const graph = formsView();
  const of = graph.nodes.find((one) => one.artifact?.id === artifact);
  const form = of && FORMS[of.id];
  return (
    of &&
    form &&
    detail(
      of,
      {
        ...(form.preview && { preview: form.preview }),
        ...(form.summary && { summary: form.summary }),
        change: { code: of.code },
      },
      graph,
    )
  );
}

/** 100 rows of 10,000 columns. */
export function wideDetail(of: GraphView['nodes'][number], columns = 10_000): ArtifactDetail {
  const names = Array.from({ length: columns }, (_, index) => `c${index}`);
  const rows = Array.from({ length: 100 }, (_, row) => names.map((_, at) => row * at));
  return detail(of, {
    preview: { form: 'table', columns: names, rows, totalRows: 100, totalColumns: columns },
    summary: {
      shape: [100, columns],
      columns: names.slice(0, 200).map((name) => column(name, 'int64', { min: 0, max: 99, bins: [1, 2, 3] })),
      columnsOmitted: columns - 200,
    },
  });
}
