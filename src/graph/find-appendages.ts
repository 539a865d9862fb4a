/** Accounts 0 ... `accountCount` - 1 and after them the identifiers they use. */
export interface UseGraph {
  readonly accountCount: number;
  /** Neighbours of node n: `neighbour[start[n]] ... neighbour[start[n + 1] - 1]`; each use stands at both of its ends. */
  readonly start: Int32Array;
  readonly neighbour: Int32Array;
}

/**
 * Finds the accounts that one identifier alone ties to the rest: fewer than `smallest` of them, and `smallest` or more beyond it.
 *
 * Depth first, with a stack of its own: a subtree hangs by a node when no edge leads from it past that node. Linear in the uses.
 *
 * @param canCut whether an identifier may be taken away
 * @returns the accounts of each such part, ascending; of parts within parts the larger
 * @see Hopcroft and Tarjan, "Efficient algorithms for graph manipulation", Comm. ACM 16 (1973), doi:10.1145/362248.362272
 */
export function findAppendages(
  { accountCount, start, neighbour }: UseGraph,
  canCut: (node: number) => boolean,
  smallest: number,
): number[][] {
  const nodeCount = start.length - 1;
  const parent = new Int32Array(nodeCount).fill(-1);
  const foundAt = new Int32Array(nodeCount).fill(-1);
  const next = start.slice(0, nodeCount);
  const isTaken = new Uint8Array(accountCount);
  const appendages: number[][] = [];
  for (let root = 0; root < accountCount; root++) {
    if (foundAt[root] < 0) cutApart(walkFrom(root));
  }
  return appendages;

  /** The nodes of the root's component in the order in which they are found: a subtree stands together. */
  function walkFrom(root: number): number[] {
    const order = [root];
    const path = [root];
    foundAt[root] = 0;
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      if (next[node] === start[node + 1]) {
        path.pop();
        continue;
      }
      const to = neighbour[next[node]++];
      if (foundAt[to] >= 0) continue;
      parent[to] = node;
      foundAt[to] = order.length;
      order.push(to);
      path.push(to);
    }
    return order;
  }

  function cutApart(order: readonly number[]): void {
    const end = Int32Array.from(order, (_, place) => place + 1);
    const accounts = Int32Array.from(order, (node) => (node < accountCount ? 1 : 0));
    const earliest = Int32Array.from(order.keys());
    const behind = new Map<number, number[]>();
    for (let place = order.length - 1; place > 0; place--) {
      const node = order[place];
      for (let edge = start[node]; edge < start[node + 1]; edge++) {
        earliest[place] = Math.min(earliest[place], foundAt[neighbour[edge]]);
      }
      const above = foundAt[parent[node]];
      end[above] = Math.max(end[above], end[place]);
      accounts[above] += accounts[place];
      if (earliest[place] < above) earliest[above] = Math.min(earliest[above], earliest[place]);
      else if (order[above] >= accountCount && canCut(order[above])) {
        behind.set(above, [...(behind.get(above) ?? []), place]);
      }
    }
    const accountsIn = (from: number, to: number) => order.slice(from, to).filter((node) => node < accountCount);
    for (const [, children] of [...behind].sort(([a], [b]) => a - b)) {
      const rest = accounts[0] - children.reduce((sum, child) => sum + accounts[child], 0);
      if (Math.max(rest, ...children.map((child) => accounts[child])) < smallest) continue;
      for (const child of children) {
        if (accounts[child] < smallest) take(accountsIn(child, end[child]));
      }
      if (rest > 0 && rest < smallest) {
        const kept = new Set(children.flatMap((child) => accountsIn(child, end[child])));
        take(accountsIn(0, order.length).filter((account) => !kept.has(account)));
      }
    }
  }

  function take(part: readonly number[]): void {
    const free = part.filter((account) => !isTaken[account]);
    for (const account of free) isTaken[account] = 1;
    if (free.length > 0) appendages.push(free.sort((a, b) => a - b));
  }
}
