import { connectedComponents } from "./connected-components.ts";
import { type EvidencePolicy, weakestMargin } from "./evidence-policy.ts";
import { louvainCommunities, type WeightedGraph } from "./graphology.ts";
import { groupBy } from "./group-by.ts";
import { linkThreshold } from "./link-threshold.ts";
import type { Links } from "./links.ts";
import { positionsWhere } from "./positions-where.ts";

/** A link exactly at the threshold still holds its two accounts a little. */
const smallestWeightBits = 0.25;

/** Accounts that belong together, ascending, and the links between them (positions in `Links`). */
export interface Community {
  readonly members: Int32Array;
  readonly links: Int32Array;
}

/**
 * Groups the accounts by some of their links: connected components, Louvain on each, and what Louvain left unconnected taken apart.
 *
 * Each component gets the resolution `resolutionPerWeight` x twice its own weight. Modularity's penalty for a pair of nodes is
 * gamma k k' / 2m; with gamma / 2m held constant the result equals one Louvain over the whole graph, and a community does
 * not change because strangers signed up.
 *
 * @param grouping per link: 1 where it counts
 * @returns communities of `smallestCommunity` accounts or more, by their first member
 * @see Traag, Waltman and van Eck, "From Louvain to Leiden", Sci. Rep. 9 (2019), doi:10.1038/s41598-019-41695-z, on communities
 *   that are not connected inside
 */
export function findCommunities(
  accountCount: number,
  links: Links,
  grouping: Uint8Array,
  policy: EvidencePolicy,
): Community[] {
  const among = positionsWhere(grouping.length, (link) => grouping[link] === 1);
  const component = connectedComponents(
    accountCount,
    among.map((link) => links.accountA[link]),
    among.map((link) => links.accountB[link]),
  );
  const linksOfComponent = groupBy(among.length, (position) => component[links.accountA[among[position]]]).map(
    (positions) => positions.map((position) => among[position]),
  );
  const communities: Community[] = [];
  for (const componentLinks of linksOfComponent) {
    // A component of so few links has at most one account more.
    if (componentLinks.length + 1 < policy.smallestCommunity) continue;
    const { graph, accounts } = toGraph(links, componentLinks, accountCount, policy);
    if (accounts.length >= policy.smallestCommunity) {
      const resolution = policy.resolutionPerWeight * 2 * graph.weight.reduce((sum, weight) => sum + weight, 0);
      const group = louvainCommunities(graph, resolution, policy.seed);
      const inside = componentLinks.filter((_, edge) => group[graph.from[edge]] === group[graph.to[edge]]);
      communities.push(...splitByConnection(links, inside, policy.smallestCommunity));
    }
  }
  return communities.sort((a, b) => a.members[0] - b.members[0]);
}

/** The connected parts of some links, those with `smallest` accounts or more. */
export function splitByConnection(links: Links, among: Int32Array, smallest: number): Community[] {
  const accounts = endsOf(links, among);
  const [from, to] = numberEnds(links, among, accounts);
  const component = connectedComponents(accounts.length, from, to);
  return groupBy(among.length, (position) => component[from[position]])
    .map((positions) => positions.map((position) => among[position]))
    .map((part) => ({ members: endsOf(links, part), links: part }))
    .filter((community) => community.members.length >= smallest);
}

/**
 * The accounts of some links as nodes 0, 1, 2 ... in ascending order, the links as edges weighted by their bits above the threshold; a link
 * through a hub, which the whole group stands behind, by what a second family has to say, or more.
 */
export function toGraph(
  links: Links,
  among: Int32Array,
  accountCount: number,
  policy: EvidencePolicy,
): { graph: WeightedGraph; accounts: Int32Array } {
  const accounts = endsOf(links, among);
  const [from, to] = numberEnds(links, among, accounts);
  const threshold = linkThreshold(accountCount, weakestMargin(policy));
  const weight = Float64Array.from(among, (link) => {
    const least = links.throughHub[link] === 1 ? policy.secondFamilyBits : smallestWeightBits;
    return Math.max(least, links.bits[link] - threshold);
  });
  return { graph: { nodeCount: accounts.length, from, to, weight }, accounts };
}

function numberEnds(links: Links, among: Int32Array, accounts: Int32Array): [from: Int32Array, to: Int32Array] {
  const nodeOf = (account: number) => {
    let [first, last] = [0, accounts.length - 1];
    while (first < last) {
      const middle = (first + last) >>> 1;
      if (accounts[middle] < account) first = middle + 1;
      else last = middle;
    }
    return first;
  };
  return [among.map((link) => nodeOf(links.accountA[link])), among.map((link) => nodeOf(links.accountB[link]))];
}

function endsOf(links: Links, among: Int32Array): Int32Array {
  const ends = new Int32Array(among.length * 2);
  for (let position = 0; position < among.length; position++) {
    ends[2 * position] = links.accountA[among[position]];
    ends[2 * position + 1] = links.accountB[among[position]];
  }
  ends.sort();
  let distinct = 0;
  for (let index = 0; index < ends.length; index++) {
    if (index === 0 || ends[index] !== ends[index - 1]) ends[distinct++] = ends[index];
  }
  return ends.slice(0, distinct);
}
