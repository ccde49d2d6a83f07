/** The pipeline of the design's picture: two tables read, cleaned in a function, joined, a model fitted, a metric and a file. */
import type { Cell, ColumnSummary } from '../../src/protocol/artifact.ts';
import type { ArtifactDetail } from '../../src/protocol/detail.ts';
import type { GraphView } from '../../src/protocol/graph.ts';
import { column, detail, type NodeWords, view } from './viewOf.ts';

const clean = { parent: 'clean', file: 'features.py' };

const nodes: NodeWords[] = [
  { id: 'raw', shape: '24,310 × 14', code: 'read_csv("customers.csv")', line: 26, durationMs: 240 },
  { id: 'plans', shape: '41 × 6', code: 'read_parquet("plans.parquet")', line: 28, durationMs: 86 },
  {
    id: 'clean',
    form: 'group',
    open: true,
    inside: 3,
    label: 'clean_customers(raw)',
    code: 'def clean_customers(raw):',
    line: 12,
    file: 'features.py',
    shape: '23,988 × 17',
  },
  {
    ...clean,
    id: 'dedup',
    label: '…drop_duplicates()',
    shape: '24,102 × 14',
    line: 14,
    badges: [['removed', '−208 rows']],
  },
  {
    ...clean,
    id: 'dropna',
    label: '…dropna(subset=…)',
    shape: '23,988 × 14',
    line: 15,
    badges: [
      ['removed', '−114 rows'],
      ['good', 'age: no more nulls'],
    ],
  },
  {
    ...clean,
    id: 'customers',
    shape: '23,988 × 17',
    code: '.assign(tenure_y=…, …)',
    line: 19,
    badges: [['added', '+3 columns']],
  },
  {
    id: 'joined',
    columns: ['customer_id', 'plan', 'age', 'monthly_fee', 'churned'],
    shape: '61,744 × 22',
    code: 'customers.merge(plans, on="plan")',
    line: 31,
    durationMs: 40,
    badges: [
      ['warning', '+37,756 rows'],
      ['bad', 'plan not unique ×3'],
    ],
  },
  { id: 'resample', form: 'absent', label: 'if args.resample: …', code: 'not executed', line: 33 },
  {
    id: 'model',
    kind: 'model',
    type: 'Pipeline',
    shape: 'Pipeline · 3 steps',
    code: 'model.fit(X_train, y_train)',
    line: 36,
    durationMs: 3100,
  },
  {
    id: 'accuracy',
    kind: 'scalar',
    type: 'float',
    shape: '0.981',
    code: 'accuracy_score(…)',
    line: 40,
    durationMs: 80,
  },
  {
    id: 'pkl',
    form: 'file',
    kind: 'file',
    type: 'file',
    label: 'model.pkl',
    shape: '2.1 MB',
    code: 'joblib.dump(…)',
    line: 42,
    durationMs: 22,
  },
];

const edges = [
  'raw>dedup',
  'dedup>dropna',
  'dropna>customers',
  'customers>joined',
  'plans>joined',
  'joined>model!',
  'model>accuracy',
  'model>pkl',
];

export const trainView = (change: Partial<GraphView> = {}): GraphView => view(nodes, edges, change);

const columns: ColumnSummary[] = [
  column('customer_id', 'int64', {
    min: 100018,
    max: 124327,
    mean: 112188.4,
    distinct: 23988,
    bins: [14, 15, 14, 16, 14, 15, 14, 15, 14, 15, 14, 15],
  }),
  column('plan', 'str', {
    distinct: 39,
    top: [
      ['basic', 30210],
      ['pro', 12870],
      ['family', 9011],
    ],
  }),
  column('age', 'float64', { min: 18, max: 91, mean: 41.2, bins: [3, 8, 14, 18, 16, 14, 11, 9, 6, 4, 2, 1] }),
  column('monthly_fee', 'float64', {
    nulls: 1297,
    min: 4.9,
    max: 59,
    mean: 18.44,
    bins: [18, 8, 0, 0, 11, 0, 5, 0, 2, 0, 0, 1],
  }),
  column('churned', 'bool', {
    distinct: 2,
    top: [
      [false, 51000],
      [true, 10744],
    ],
  }),
  ...Array.from({ length: 17 }, (_, index) =>
    column(`feature_${index + 1}`, 'float64', {
      min: 0,
      max: 1,
      mean: 0.5,
      bins: [4, 6, 8, 9, 12, 12, 11, 9, 7, 5, 3, 2],
    }),
  ),
];

const plansOf = ['basic', 'pro', 'family', 'lite'];
const fees: Cell[] = [9.9, 11.9, ['nan'], 29, 39, 4.9, null];
const rows: Cell[][] = Array.from({ length: 200 }, (_, row) => [
  100018 + Math.floor(row / 3) * 3,
  plansOf[row % 4] ?? '',
  34 + ((row * 7) % 40),
  fees[row % fees.length] ?? null,
  row % 5 === 0,
  ...Array.from({ length: 17 }, (_, at) => Math.round(((row * 31 + at * 17) % 100) * 100) / 10000),
]);

const words: Record<string, Parameters<typeof detail>[1]> = {
  joined: {
    summary: { shape: [61744, 22], columns },
    preview: { form: 'table', columns: columns.map(({ name }) => name), rows, totalRows: 61744, totalColumns: 22 },
    change: {
      code: 'joined = customers.merge(plans, on="plan")',
      badges: [
        { tone: 'warning', text: '+37,756 rows (×2.57)' },
        { tone: 'added', text: '+5 columns' },
        { tone: 'bad', text: '“plan” not unique on the right: 3 keys, worst “basic” ×9' },
      ],
      columnChanges: [
        { name: 'monthly_fee', change: 'new', to: 'float64', nullsAfter: 1297 },
        { name: 'plan', change: 'changed', from: 'str', to: 'str' },
        { name: 'age', change: 'retyped', from: 'int64', to: 'float64', nullsBefore: 0, nullsAfter: 12 },
        { name: 'customer_id', change: 'unchanged', from: 'int64', to: 'int64' },
      ],
    },
  },
  model: {
    summary: {
      fitted: true,
      parts: [
        ['imputer', 'SimpleImputer'],
        ['scaler', 'StandardScaler'],
        ['classifier', 'LogisticRegression'],
      ],
      parameters: { memory: 'None', verbose: 'False', classifier__C: '1.0', classifier__max_iter: '200' },
      state: { n_features_in_: '17', classes_: '[False, True]', coef_: 'array 1 × 17' },
    },
  },
  accuracy: { summary: { value: 0.981 } },
  pkl: { summary: { path: 'out/model.pkl', mode: 'write', bytes: 2202009 } },
};

export function trainDetail(artifact: string, graph: GraphView = trainView()): ArtifactDetail | undefined {
  const of = graph.nodes.find((one) => one.artifact?.id === artifact);
  return of && detail(of, words[of.id] ?? words.joined ?? {}, graph);
}
