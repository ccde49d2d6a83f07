/** Finds nodes by name, code, column, badge or error. */
import type { GraphView } from '../src/protocol/graph.ts';

/** Ids of matching nodes, best first: name begins with it, name holds it, then anything else. */
export function findNodes(view: GraphView, query: string): string[] {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return [];
  const ranked: { id: string; rank: number; order: number }[] = [];
  for (const node of view.nodes) {
    const name = node.label.toLowerCase();
    const rank = name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(wanted) ? 2 : elsewhere() ? 3 : -1;
    if (rank >= 0) ranked.push({ id: node.id, rank, order: node.order });
    function elsewhere(): boolean {
      const texts = [
        node.code,
        node.artifact?.name ?? '',
        node.artifact?.type ?? '',
        node.error?.type ?? '',
        node.error?.message ?? '',
      ];
      return [...texts, ...(node.columns ?? []), ...node.badges.map((badge) => badge.text)].some((text) =>
        text.toLowerCase().includes(wanted),
      );
    }
  }
  return ranked.sort((a, b) => a.rank - b.rank || a.order - b.order).map(({ id }) => id);
}

/** Which of some names is the one that was searched for: the same, or one that begins with it, or holds it; -1 for none. */
export function bestName(names: readonly string[], query: string): number {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return -1;
  const lower = names.map((name) => name.toLowerCase());
  const fits = [
    lower.indexOf(wanted),
    lower.findIndex((name) => name.startsWith(wanted)),
    lower.findIndex((name) => name.includes(wanted)),
  ];
  return fits.find((at) => at >= 0) ?? -1;
}
