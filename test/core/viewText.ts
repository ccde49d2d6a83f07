/** A graph as short text: one line a node, indented by group, with the places that it takes its data from. */
import type { GraphView } from '../../src/protocol/graph.ts';

export function viewText(view: GraphView): string {
  const labels = new Map(view.nodes.map((node) => [node.id, node.label]));
  const lines: string[] = [];
  const write = (parent: string | undefined, indent: string): void => {
    for (const node of view.nodes) {
      if (node.parent !== parent) continue;
      const from = view.edges
        .filter((edge) => edge.target === node.id)
        .map((edge) => labels.get(edge.source) ?? edge.source);
      const parts = [
        node.form === 'step' ? '' : node.form === 'group' ? (node.open === true ? '▾' : `▸${node.inside}`) : node.form,
        node.label,
        node.artifact === undefined ? '' : `[${node.artifact.shape}]`,
        node.form === 'group' && node.open === true ? '' : `\`${node.code}\``,
        node.badges.map((badge) => `{${badge.text}}`).join(''),
        node.error === undefined ? '' : `!${node.error.type}${node.error.caught ? ' caught' : ''}`,
        from.length > 0 ? `<- ${from.join(', ')}` : '',
      ];
      lines.push(indent + parts.filter(Boolean).join(' '));
      if (node.open === true) write(node.id, `${indent}  `);
    }
  };
  write(undefined, '');
  return lines.join('\n');
}
