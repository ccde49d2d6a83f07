/**
 * What is on the graph's canvas now: the view's nodes with their cards, boxes and routes. Decides when a new layout is needed: only
 * when the structure changed, never for new values in the same structure.
 */
import type { GraphNode, GraphView } from '../../src/protocol/graph.ts';
import type { Theme } from '../theme.ts';
import { type Card, type Measure, makeCard } from './card.ts';
import { fromElk, toElk } from './elkGraph.ts';
import type { Layout, Layouter } from './layout.ts';
import { longEdges, longRoute } from './longEdges.ts';

export interface Scene {
  view: GraphView;
  nodes: Map<string, GraphNode>;
  cards: Map<string, Card>;
  layout: Layout;
  /** Edges that the layout was not asked about. */
  long: ReadonlySet<string>;
  structure: string;
}

/** Equal for views that differ in values only. */
export function structureOf(view: GraphView): string {
  const nodes = view.nodes.map((node) => [node.id, node.parent ?? '', node.form, node.open ? 1 : 0].join('\t'));
  return [view.run.id, ...nodes.sort(), '', ...view.edges.map((edge) => `${edge.source}\t${edge.target}`).sort()].join(
    '\n',
  );
}

export const makeCards = (view: GraphView, theme: Theme, measure: Measure): Map<string, Card> =>
  new Map(view.nodes.map((node) => [node.id, makeCard(node, theme, measure)]));

/** The same places with new values. */
export function withValues(scene: Scene, view: GraphView, theme: Theme, measure: Measure): Scene {
  return {
    ...scene,
    view,
    nodes: new Map(view.nodes.map((node) => [node.id, node])),
    cards: makeCards(view, theme, measure),
  };
}

/** Undefined where a newer request came first. */
export async function makeScene(
  view: GraphView,
  theme: Theme,
  measure: Measure,
  layouter: Layouter,
): Promise<Scene | undefined> {
  const cards = makeCards(view, theme, measure);
  const long = longEdges(view.nodes, view.edges);
  const near = view.edges.filter(({ id }) => !long.has(id));
  const answer = await layouter.layout(toElk(view.nodes, near, cards));
  if (!answer) return undefined;
  const layout = fromElk(answer);
  for (const { id, source, target } of view.edges) {
    const [from, to] = [layout.boxes.get(source), layout.boxes.get(target)];
    if (long.has(id) && from && to) layout.routes.set(id, longRoute(from, to));
  }
  return {
    view,
    nodes: new Map(view.nodes.map((node) => [node.id, node])),
    cards,
    layout,
    long,
    structure: structureOf(view),
  };
}
