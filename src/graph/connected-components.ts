/**
 * The connected components among `nodeCount` nodes, as the smallest node of each node's component.
 *
 * Union-find with path halving; the smaller root wins, so the answer does not depend on the order of the edges.
 *
 * @see Tarjan, "Efficiency of a good but not linear set union algorithm", J. ACM 22 (1975), doi:10.1145/321879.321884
 */
export function connectedComponents(nodeCount: number, from: ArrayLike<number>, to: ArrayLike<number>): Int32Array {
  const parent = new Int32Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) parent[node] = node;
  const find = (node: number) => {
    while (parent[node] !== node) {
      parent[node] = parent[parent[node]];
      node = parent[node];
    }
    return node;
  };
  for (let edge = 0; edge < from.length; edge++) {
    const a = find(from[edge]);
    const b = find(to[edge]);
    if (a < b) parent[b] = a;
    else parent[a] = b;
  }
  for (let node = 0; node < nodeCount; node++) parent[node] = find(node);
  return parent;
}
