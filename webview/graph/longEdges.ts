/**
 * Edges that pass most of a large graph. The layout would hold a place free for each of them beside every row that it passes: with
 * thousands of such places a graph of a thousand nodes takes several times as long and becomes wider than anyone scrolls. They are
 * left out of it and drawn as one dashed line behind the nodes.
 */
import type { GraphEdge, GraphNode } from '../../src/protocol/graph.ts';
import type { Point } from './curve.ts';
import type { Box } from './layout.ts';

/** Rows that all edges together may pass; and how many an edge must pass to be left out at all. */
const MOST_PASSED = 1000;
const LEAST = 12;

/** Ids of the edges to leave out, the longest ones first until the others pass few enough rows. */
export function longEdges(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Set<string> {
  const rows = rowsOf(nodes, edges);
  const passed = edges
    .map(({ id, source, target }) => ({ id, rows: (rows.get(target) ?? 0) - (rows.get(source) ?? 0) - 1 }))
    .filter((edge) => edge.rows > 0);
  let sum = passed.reduce((all, edge) => all + edge.rows, 0);
  const long = new Set<string>();
  for (const edge of passed.sort((a, b) => b.rows - a.rows)) {
    if (sum <= MOST_PASSED || edge.rows < LEAST) break;
    sum -= edge.rows;
    long.add(edge.id);
  }
  return long;
}

/** About the row that each node will stand in: one below the lowest that it is made from. What is made from nothing stands above its first use. */
function rowsOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Map<string, number> {
  const into = neighbours(edges, 'target', 'source');
  const rows = new Map<string, number>();
  // In the order of the program, so that what goes back in a loop does not count.
  for (const { id } of [...nodes].sort((a, b) => a.order - b.order))
    rows.set(
      id,
      (into.get(id) ?? []).reduce((row, from) => Math.max(row, (rows.get(from) ?? -1) + 1), 0),
    );
  for (const [id, targets] of neighbours(edges, 'source', 'target'))
    if (!into.has(id))
      rows.set(
        id,
        targets.reduce((row, target) => Math.min(row, (rows.get(target) ?? 0) - 1), Infinity),
      );
  return rows;
}

function neighbours(
  edges: readonly GraphEdge[],
  by: 'source' | 'target',
  give: 'source' | 'target',
): Map<string, string[]> {
  const result = new Map<string, string[]>();
  for (const edge of edges) {
    const list = result.get(edge[by]);
    if (list) list.push(edge[give]);
    else result.set(edge[by], [edge[give]]);
  }
  return result;
}

const STUB = 28;

/** Leaves and arrives upright, and goes the straight way between. */
export function longRoute(from: Box, to: Box): Point[] {
  const start = { x: from.x + from.width / 2, y: from.y + from.height };
  const end = { x: to.x + to.width / 2, y: to.y };
  return [start, { x: start.x, y: start.y + STUB }, { x: end.x, y: end.y - STUB }, end];
}
