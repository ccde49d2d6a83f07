/** A function that calls itself on the parts of what it was given. */

type Node = { size: number; children: Node[] };

function total(node: Node): number {
  let size = node.size;
  for (const child of node.children) {
    size = size + total(child);
  }
  return size;
}

const tree = { size: 1, children: [{ size: 2, children: [] }, { size: 3, children: [] }] };
const size = total(tree);
console.log(size);
