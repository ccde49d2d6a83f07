/** A view's nodes and edges in ELK's terms, and ELK's answer in ours. */
import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import type { GraphEdge, GraphNode } from '../../src/protocol/graph.ts';
import { type Card, HEADER } from './card.ts';
import type { Point } from './curve.ts';
import type { Layout } from './layout.ts';

const ORDER = 'order:';

export function toElk(nodes: GraphNode[], edges: GraphEdge[], cards: Map<string, Card>): ElkNode {
  const sorted = [...nodes].sort((a, b) => a.order - b.order || a.place.line - b.place.line);
  const inside = new Map<string | undefined, GraphNode[]>();
  const known = new Map(sorted.map((node) => [node.id, node]));
  for (const node of sorted) {
    const parent = node.parent !== undefined && known.has(node.parent) ? node.parent : undefined;
    const siblings = inside.get(parent);
    if (siblings) siblings.push(node);
    else inside.set(parent, [node]);
  }
  const children = (parent: string | undefined): ElkNode[] => (inside.get(parent) ?? []).map(elkNode);
  function elkNode(node: GraphNode): ElkNode {
    const card = cards.get(node.id);
    const within = children(node.id);
    const size = { width: card?.width ?? 160, height: card?.height ?? 40 };
    if (within.length === 0)
      return { id: node.id, ...size, ports: [out(node.id)], layoutOptions: { 'elk.portConstraints': 'FIXED_SIDE' } };
    return {
      id: node.id,
      children: within,
      layoutOptions: {
        ...SPACING,
        'elk.padding': `[top=${HEADER + 12},left=20,bottom=20,right=20]`,
        'elk.nodeSize.constraints': 'MINIMUM_SIZE',
        // Laid out downwards, a group's least size is taken the other way round.
        'elk.nodeSize.minimum': `(${size.height}, ${size.width})`,
      },
    };
  }
  const leaf = (id: string) => !inside.has(id);
  const drawn = edges.filter((edge) => known.has(edge.source) && known.has(edge.target) && !related(edge, known));
  const rank = (id: string) => known.get(id)?.order ?? 0;
  drawn.sort((a, b) => rank(a.target) - rank(b.target) || rank(a.source) - rank(b.source));
  const elkEdges: ElkExtendedEdge[] = drawn.map((edge) => ({
    id: edge.id,
    sources: [leaf(edge.source) ? `${edge.source}#out` : edge.source],
    targets: [edge.target],
  }));
  return {
    id: 'root',
    layoutOptions: options(nodes.length),
    children: children(undefined),
    edges: [...elkEdges, ...orderEdges(inside, drawn, leaf)],
  };
}

const out = (id: string) => ({ id: `${id}#out`, width: 0, height: 0, layoutOptions: { 'elk.port.side': 'SOUTH' } });

const ACROSS = 3;

/** A node that nothing connects stands below what comes before it in the program, a few side by side, instead of in a heap at the side. */
function orderEdges(
  inside: Map<string | undefined, GraphNode[]>,
  edges: GraphEdge[],
  leaf: (id: string) => boolean,
): ElkExtendedEdge[] {
  const connected = new Set(edges.flatMap((edge) => [edge.source, edge.target]));
  const result: ElkExtendedEdge[] = [];
  for (const siblings of inside.values()) {
    let anchor: GraphNode | undefined;
    let row: GraphNode[] = [];
    for (const node of siblings) {
      if (connected.has(node.id) || !leaf(node.id)) {
        anchor = node;
        row = [];
        continue;
      }
      if (row.length === ACROSS) {
        anchor = row[1];
        row = [];
      }
      if (anchor) result.push(below(anchor, node, leaf));
      row.push(node);
    }
  }
  return result;
}

const below = (anchor: GraphNode, node: GraphNode, leaf: (id: string) => boolean): ElkExtendedEdge => ({
  id: `${ORDER}${node.id}`,
  sources: [leaf(anchor.id) ? `${anchor.id}#out` : anchor.id],
  targets: [node.id],
  layoutOptions: { 'elk.layered.priority.straightness': '0', 'elk.layered.priority.shortness': '0' },
});

/** An edge between a group and something in it has no route around the group. */
function related(edge: GraphEdge, known: Map<string, GraphNode>): boolean {
  const above = (id: string, ancestor: string) => {
    for (let at = known.get(id); at; at = at.parent === undefined ? undefined : known.get(at.parent))
      if (at.id === ancestor) return true;
    return false;
  };
  return above(edge.source, edge.target) || above(edge.target, edge.source);
}

/** Not inherited by groups: each is told. */
const SPACING = {
  'elk.spacing.nodeNode': '40',
  'elk.spacing.edgeNode': '24',
  'elk.spacing.edgeEdge': '12',
  'elk.spacing.componentComponent': '56',
  'elk.layered.spacing.nodeNodeBetweenLayers': '40',
  'elk.layered.spacing.edgeNodeBetweenLayers': '20',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '8',
};

const options = (size: number): Record<string, string> => ({
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.padding': '[top=24,left=24,bottom=24,right=24]',
  ...SPACING,
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.considerModelOrder.components': 'MODEL_ORDER',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.layered.thoroughness': size > 250 ? '1' : '7',
});

export function fromElk(root: ElkNode): Layout {
  const layout: Layout = { boxes: new Map(), routes: new Map(), width: root.width ?? 0, height: root.height ?? 0 };
  const visit = (node: ElkNode) => {
    for (const child of node.children ?? []) {
      layout.boxes.set(child.id, {
        x: child.x ?? 0,
        y: child.y ?? 0,
        width: child.width ?? 0,
        height: child.height ?? 0,
      });
      visit(child);
    }
    for (const edge of node.edges ?? []) {
      const section = edge.sections?.[0];
      if (!section || edge.id.startsWith(ORDER)) continue;
      const route: Point[] = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
      layout.routes.set(edge.id, route);
    }
  };
  visit(root);
  return layout;
}
