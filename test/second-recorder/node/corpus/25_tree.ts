interface Node {
  name: string;
  size: number;
  children: Node[];
}
const paths = [
  'src/core/run.ts:120',
  'src/core/graph.ts:80',
  'src/cli/main.ts:30',
  'docs/readme.md:55',
  'src/core/deep/x.ts:5',
];
const root: Node = { name: '', size: 0, children: [] };

for (const entry of paths) {
  const [file = '', size = '0'] = entry.split(':');
  let node = root;
  for (const part of file.split('/')) {
    let child = node.children.find(({ name }) => name === part);
    if (!child) {
      child = { name: part, size: 0, children: [] };
      node.children.push(child);
    }
    node = child;
  }
  node.size = Number(size);
}

function measure(node: Node): number {
  if (node.children.length === 0) return node.size;
  const sizes = node.children.map(measure);
  node.size = sizes.reduce((a, b) => a + b, 0);
  return node.size;
}
function* walk(node: Node, depth = 0): Generator<{ name: string; size: number; depth: number }> {
  const { name, size } = node;
  yield { name, size, depth };
  for (const child of node.children) yield* walk(child, depth + 1);
}
const total = measure(root);
const rows = [...walk(root)].filter(({ depth }) => depth > 0);
const deepest = Math.max(...rows.map(({ depth }) => depth));
const outline = rows.map(({ name, size, depth }) => `${'  '.repeat(depth - 1)}${name} ${size}`);
const byDepth = Map.groupBy(rows, ({ depth }) => depth);
const widths = [...byDepth].map(([depth, list]) => ({
  depth,
  n: list.length,
  size: list.reduce((sum, { size }) => sum + size, 0),
}));
console.log(outline.join('\n'), total, deepest, widths);

export {};
