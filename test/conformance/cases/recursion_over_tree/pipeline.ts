/** A nested structure is walked by a function that calls itself. */

type Tree = { size: number; children: Tree[] };

function total(node: Tree): number {
  const below = node.children.map((child) => total(child));
  return node.size + below.reduce((sum, each) => sum + each, 0);
}

const tree: Tree = {
  size: 1,
  children: [
    { size: 2, children: [] },
    { size: 3, children: [] },
  ],
};
const size = total(tree);
console.log(size);
