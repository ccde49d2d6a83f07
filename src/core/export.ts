/** A graph as text for other tools: Graphviz and Mermaid. Labels come from data and are only ever text. */
import type { GraphNode, GraphView } from '../protocol/graph.ts';

export function toDot(view: GraphView): string {
  const lines = ['digraph lineage {', '  node [shape=box, style=rounded, fontname="sans-serif"];', '  compound=true;'];
  const ids = numbered(view);
  const write = (parent: string | undefined, indent: string): void => {
    for (const node of view.nodes) {
      if (node.parent !== parent) continue;
      const id = ids.get(node.id) ?? 'n';
      if (node.form === 'group' && node.open === true) {
        lines.push(`${indent}subgraph cluster_${id} {`, `${indent}  label=${dotText(node.label)};`);
        write(node.id, `${indent}  `);
        lines.push(`${indent}}`);
      } else lines.push(`${indent}${id} [label=${dotText(labelLines(node).join('\n'))}${dotStyle(node)}];`);
    }
  };
  write(undefined, '  ');
  for (const edge of view.edges) {
    const [from, to] = [ids.get(edge.source), ids.get(edge.target)];
    if (from !== undefined && to !== undefined) lines.push(`  ${from} -> ${to}${edge.failed ? ' [color=red]' : ''};`);
  }
  lines.push('}');
  return `${lines.join('\n')}\n`;
}

const dotText = (text: string): string =>
  `"${clean(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;

function dotStyle(node: GraphNode): string {
  if (node.form === 'absent') return ', style="rounded,dashed", color=gray';
  return node.error !== undefined && !node.error.caught ? ', color=red' : '';
}

export function toMermaid(view: GraphView): string {
  const lines = ['flowchart TD'];
  const ids = numbered(view);
  const write = (parent: string | undefined, indent: string): void => {
    for (const node of view.nodes) {
      if (node.parent !== parent) continue;
      const id = ids.get(node.id) ?? 'n';
      if (node.form === 'group' && node.open === true) {
        lines.push(`${indent}subgraph ${id}["${mermaidText(node.label)}"]`);
        write(node.id, `${indent}  `);
        lines.push(`${indent}end`);
      } else lines.push(`${indent}${id}["${labelLines(node).map(mermaidText).join('<br/>')}"]`);
    }
  };
  write(undefined, '  ');
  view.edges.forEach((edge, index) => {
    const [from, to] = [ids.get(edge.source), ids.get(edge.target)];
    if (from === undefined || to === undefined) return;
    lines.push(`  ${from} --> ${to}`);
    if (edge.failed) lines.push(`  linkStyle ${index} stroke:red`);
  });
  return `${lines.join('\n')}\n`;
}

/** Mermaid reads entities, not backslashes; everything that it could take for syntax becomes one. */
const mermaidText = (text: string): string =>
  clean(text).replace(/[^\p{L}\p{N} .,:…×−+_→=-]/gu, (char) => `#${char.codePointAt(0)};`);

const numbered = (view: GraphView): Map<string, string> =>
  new Map(view.nodes.map((node, index) => [node.id, `n${index}`]));

function labelLines(node: GraphNode): string[] {
  const head = node.artifact === undefined ? node.label : `${node.label}  ${node.artifact.shape}`;
  const lines = [head, node.code, node.badges.map((badge) => badge.text).join(', ')];
  if (node.error !== undefined) lines.push(`${node.error.type}: ${node.error.message}`.slice(0, 120));
  return lines.filter((line) => line !== '');
}

/** Control characters other than a line's end would break either format. */
const clean = (text: string): string =>
  Array.from(text, (char) => (char === '\n' || (char >= ' ' && char !== '\u007f') ? char : ' ')).join('');
