/** Makes graph views and details for tests from a few words each: what is not said is plausible. */
import type { ArtifactKind, ColumnSummary, Preview, Summary } from '../../src/protocol/artifact.ts';
import type { ArtifactDetail, Link } from '../../src/protocol/detail.ts';
import type { Badge, FilterKind, GraphEdge, GraphNode, GraphView, Place, RunBrief } from '../../src/protocol/graph.ts';

export const placeAt = (file: string, line: number): Place => ({
  file,
  path: `/work/${file}`,
  line,
  column: 0,
  endLine: line,
  endColumn: 40,
});

export const run = (change: Partial<RunBrief> = {}): RunBrief => ({
  id: '20261121-143007-train-4f2a',
  entry: 'train.py',
  language: 'python',
  runtime: 'CPython 3.11.9',
  createdAt: '2026-11-21T14:30:07.000Z',
  state: 'finished',
  exitCode: 0,
  signal: null,
  durationMs: 4210,
  steps: 38,
  artifacts: 21,
  problems: 0,
  args: [],
  ...change,
});

export interface NodeWords extends Partial<Omit<GraphNode, 'artifact' | 'badges'>> {
  id: string;
  kind?: ArtifactKind;
  shape?: string;
  type?: string;
  badges?: [Badge['tone'], string][];
  line?: number;
  file?: string;
}

export function node(words: NodeWords, order: number): GraphNode {
  const { shape, type, badges = [], line = order + 1, file = 'train.py', ...rest } = words;
  const kind = words.kind ?? 'table';
  return {
    form: 'step',
    label: words.id,
    code: '',
    place: placeAt(file, line),
    running: false,
    executions: 1,
    recorded: 1,
    durationMs: 12,
    order,
    ...rest,
    kind,
    badges: badges.map(([tone, text]) => ({ tone, text })),
    ...(shape !== undefined && {
      artifact: {
        id: `a-${words.id}`,
        name: words.label ?? words.id,
        kind,
        type: type ?? 'DataFrame',
        shape,
        version: 1,
        complete: true,
      },
    }),
  };
}

/** Edges as `from>to`, `from>to!` for a failed one. */
export function view(words: NodeWords[], edges: string[], change: Partial<GraphView> = {}): GraphView {
  const nodes = words.map(node);
  return {
    version: 1,
    run: run(),
    cut: { level: 'statement', opened: [], shut: [], kinds: ['tables', 'models', 'metrics', 'files'] },
    nodes,
    edges: edges.map(edge),
    timeline: nodes
      .filter(({ form }) => form === 'step' || form === 'file')
      .map((one, index) => ({
        node: one.id,
        ...(one.artifact && { artifact: one.artifact.id }),
        kind: one.kind,
        label: one.label,
        startMs: index * 40,
        durationMs: one.durationMs,
        failed: one.error !== undefined,
      })),
    counts: {
      tables: 11,
      models: 1,
      metrics: 2,
      files: 3,
      messages: 0,
      collections: 0,
      scalars: 19,
      other: 0,
    } satisfies Record<FilterKind, number>,
    notes: [],
    ...change,
  };
}

function edge(text: string): GraphEdge {
  const failed = text.endsWith('!');
  const [source = '', target = ''] = text.replace('!', '').split('>');
  return { id: `${source}→${target}`, source, target, roles: ['receiver'], artifacts: [`a-${source}`], failed };
}

export interface DetailWords {
  preview?: Preview;
  summary?: Summary;
  change?: Partial<ArtifactDetail>;
}

export function detail(of: GraphNode, words: DetailWords = {}, graph?: GraphView): ArtifactDetail {
  const index = graph?.timeline.findIndex((entry) => entry.node === of.id) ?? 0;
  const inputs = linksOf(graph, of.id, 'source');
  return {
    version: 1,
    id: of.artifact?.id ?? of.id,
    run: '20261121-143007-train-4f2a',
    names: [of.label],
    name: of.label,
    kind: of.kind,
    type: of.artifact?.type ?? 'DataFrame',
    artifactVersion: of.artifact?.version ?? 1,
    next: [],
    detail: 'full',
    shape: of.artifact?.shape ?? '',
    summary: words.summary ?? {},
    ...(words.preview && { preview: words.preview }),
    place: of.place,
    code: of.code,
    codePlace: of.place,
    siteLabel: of.label,
    node: of.id,
    step: Math.max(1, index + 1),
    steps: graph?.timeline.length ?? 1,
    startMs: index * 40,
    durationMs: of.durationMs,
    inputs,
    usedBy: linksOf(graph, of.id, 'target'),
    siblings: [],
    badges: of.badges,
    ...(of.badges.length > 0 && inputs[0] && { changedFrom: inputs[0].artifact }),
    columnChanges: [],
    ...words.change,
  };
}

function linksOf(graph: GraphView | undefined, id: string, end: 'source' | 'target'): Link[] {
  const other = end === 'source' ? 'target' : 'source';
  return (graph?.edges ?? []).flatMap((one) => {
    const linked = one[other] === id ? graph?.nodes.find((candidate) => candidate.id === one[end]) : undefined;
    return linked?.artifact
      ? [{ artifact: linked.artifact, role: 'receiver', name: linked.label, place: linked.place, node: linked.id }]
      : [];
  });
}

export const column = (name: string, type: string, change: Partial<ColumnSummary> = {}): ColumnSummary => ({
  name,
  type,
  nulls: 0,
  ...change,
});
