import type { EvidencePolicy } from "./evidence-policy.ts";
import { type Community, splitByConnection, toGraph } from "./find-communities.ts";
import { louvainCommunities } from "./graphology.ts";
import type { Links } from "./links.ts";

/**
 * Takes a community apart where a part of it hangs on the rest by fewer links than an account needs.
 *
 * Two households that one coincidence joins are two households. The parts are those that Louvain sees in the community on its own, at
 * resolution 1.
 */
export function splitLooselyJoined(
  community: Community,
  links: Links,
  accountCount: number,
  policy: EvidencePolicy,
): Community[] {
  const { graph } = toGraph(links, community.links, accountCount, policy);
  const part = louvainCommunities(graph, 1, policy.seed);
  const linksOut = new Map<number, number>();
  for (let edge = 0; edge < graph.from.length; edge++) {
    const [a, b] = [part[graph.from[edge]], part[graph.to[edge]]];
    if (a === b) continue;
    linksOut.set(a, (linksOut.get(a) ?? 0) + 1);
    linksOut.set(b, (linksOut.get(b) ?? 0) + 1);
  }
  const isLoose = (which: number) => (linksOut.get(which) ?? 0) < policy.linksPerMember;
  const inside = community.links.filter((_, edge) => {
    const [a, b] = [part[graph.from[edge]], part[graph.to[edge]]];
    return a === b || !(isLoose(a) || isLoose(b));
  });
  return splitByConnection(links, inside, policy.smallestCommunity);
}
