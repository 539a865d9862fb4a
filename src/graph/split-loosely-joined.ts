import { identifierKinds } from "../model/identifier.ts";
import type { EvidencePolicy } from "./evidence-policy.ts";
import { type Community, splitByConnection, toGraph } from "./find-communities.ts";
import { louvainCommunities } from "./graphology.ts";
import type { IdentifierIndex } from "./identifier-index.ts";
import type { Links } from "./links.ts";
import { sharedIdentifiers } from "./shared-identifiers.ts";

/**
 * Takes a community apart where a part of it hangs loosely on the rest: neither by links on two families that a quarter of the
 * part's accounts have, nor by `joints` different identifiers that half of the part's accounts have a hand in.
 *
 * Two households that one coincidence joins are two households. A library whose line is an exit of a ring's proxy network has as many
 * links to the ring as it likes, but all through one address; a ring's own parts are joined by its whole pool. The parts are those
 * that Louvain sees in the community on its own, at resolution 1.
 */
export function splitLooselyJoined(
  community: Community,
  links: Links,
  index: IdentifierIndex,
  policy: EvidencePolicy,
): Community[] {
  const { graph, accounts } = toGraph(links, community.links, index.accountCount, policy);
  const part = louvainCommunities(graph, 1, policy.seed);
  const partsOf = (edge: number) => [part[graph.from[edge]], part[graph.to[edge]]] as const;

  const hold = new Map<number, Hold>();
  for (let node = 0; node < accounts.length; node++) holdOf(hold, part[node]).size++;
  for (const [edge, link] of community.links.entries()) {
    const [a, b] = partsOf(edge);
    if (a === b) continue;
    noteHold(holdOf(hold, a), graph.from[edge], link, links, index, policy);
    noteHold(holdOf(hold, b), graph.to[edge], link, links, index, policy);
  }
  const isLoose = (side: number) => {
    const { firmLinks, firmlyTied, joints, tied, size } = holdOf(hold, side);
    const isFirm = firmLinks >= policy.linksPerMember && firmlyTied.size >= size / 4;
    return !isFirm && (joints.size < policy.joints || tied.size < size / 2);
  };
  const inside = community.links.filter((_, edge) => {
    const [a, b] = partsOf(edge);
    return a === b || !(isLoose(a) || isLoose(b));
  });
  return splitByConnection(links, inside, policy.smallestCommunity);
}

/** What holds a part to the rest of its community. */
interface Hold {
  size: number;
  /** Links on two families. */
  firmLinks: number;
  /** Accounts of the part that have one. */
  readonly firmlyTied: Set<number>;
  /** Different identifiers of the links; no more than the policy asks for are looked up. */
  readonly joints: Set<number>;
  /** Accounts of the part that have a link to the rest. */
  readonly tied: Set<number>;
}

function holdOf(hold: Map<number, Hold>, side: number): Hold {
  const known = hold.get(side);
  if (known) return known;
  const none = {
    size: 0,
    firmLinks: 0,
    firmlyTied: new Set<number>(),
    joints: new Set<number>(),
    tied: new Set<number>(),
  };
  hold.set(side, none);
  return none;
}

function noteHold(
  hold: Hold,
  node: number,
  link: number,
  links: Links,
  index: IdentifierIndex,
  policy: EvidencePolicy,
): void {
  hold.tied.add(node);
  if (links.twoFamilies[link]) {
    hold.firmLinks++;
    hold.firmlyTied.add(node);
  }
  if (hold.joints.size >= policy.joints) return;
  for (const identifier of sharedIdentifiers(index, links.accountA[link], links.accountB[link])) {
    if (isJoint(index.kind[identifier])) hold.joints.add(identifier);
  }
}

/** Content is anybody's, and a prefix says nothing beyond its addresses. */
function isJoint(kind: number): boolean {
  return kind <= identifierKinds.phone.code && kind !== identifierKinds.ip_prefix.code;
}
