import { belongs } from "./belongs.ts";
import { type Membership, populationsOf } from "./community-uses.ts";
import type { EvidencePolicy } from "./evidence-policy.ts";
import { type Community, splitByConnection } from "./find-communities.ts";
import type { IdentifierIndex } from "./identifier-index.ts";
import { joinCommunities } from "./join-communities.ts";
import type { Links } from "./links.ts";
import { separateLooseParts } from "./separate-loose-parts.ts";
import { weighAffinities } from "./weigh-affinities.ts";

/** More passes than a chain of accounts that follow each other ever needs; each stops where nobody moves. */
const mostPasses = 10;

/**
 * Lets accounts in and out of communities until each member belongs to its community by two families, and nobody does who is
 * outside all of them.
 *
 * A pair of accounts says little: two strangers share an address of one pool and a prompt that everybody tries. A community says
 * more, because what it uses is compared with what everybody else uses. The owner of a home behind a ring's proxy shares the address
 * with many members, but no card, no device and no template of theirs, and stays outside or is let go; an account of the ring that has
 * hardly been used is let in by the ring's address and the ring's card.
 *
 * @returns the communities that still have `smallestCommunity` accounts held together by links, by their first member
 */
export function settleMembers(
  communities: readonly Community[],
  index: IdentifierIndex,
  links: Links,
  policy: EvidencePolicy,
): Community[] {
  const settled = moveAll(membershipOf(communities, index.accountCount), index, policy);
  const joined = joinCommunities(settled, index, policy);
  const membership = joined === settled ? settled : moveAll(joined, index, policy);
  return linksInside(separateLooseParts(membership, index, policy), links)
    .flatMap((inside) => splitByConnection(links, inside, policy.smallestCommunity))
    .sort((a, b) => a.members[0] - b.members[0]);
}

/**
 * Moves accounts until nobody has to. After the first pass only the communities that changed are asked about: who is in another, or
 * outside and not drawn to them, has nothing new to go by.
 */
function moveAll(membership: Membership, index: IdentifierIndex, policy: EvidencePolicy): Membership {
  const hasChanged = new Uint8Array(membership.sizes.length).fill(1);
  for (let pass = 0; pass < mostPasses; pass++) {
    const moves = findMoves(membership, index, policy, hasChanged);
    if (moves.length === 0) break;
    hasChanged.fill(0);
    for (const { account, to } of moves) {
      if (membership.communityOf[account] >= 0) hasChanged[membership.communityOf[account]] = 1;
      if (to >= 0) hasChanged[to] = 1;
      move(membership, account, to);
    }
  }
  return membership;
}

interface Move {
  readonly account: number;
  /** -1: out of its community. */
  readonly to: number;
}

function findMoves(
  membership: Membership,
  index: IdentifierIndex,
  policy: EvidencePolicy,
  hasChanged: Uint8Array,
): Move[] {
  const { communityOf, sizes } = membership;
  const populations = populationsOf(membership);
  const best = new Int32Array(index.accountCount).fill(-1);
  const bestBits = new Float64Array(index.accountCount);
  const consider = (account: number, community: number, byFamily: Float64Array) => {
    const own = communityOf[account];
    const members = own === community ? sizes[community] - 1 : sizes[community];
    const bits = byFamily.reduce((sum, of) => sum + of, 0);
    const isBetter = bits > bestBits[account] || (bits === bestBits[account] && community < best[account]);
    if (!isBetter || !belongs(byFamily, members, populations[community], policy.affinity)) return;
    best[account] = community;
    bestBits[account] = bits;
  };
  const asks = (account: number, community: number) => communityOf[account] < 0 || communityOf[account] === community;
  weighAffinities(index, membership, policy, consider, { among: hasChanged, asks });
  const moves: Move[] = [];
  for (let account = 0; account < index.accountCount; account++) {
    const own = communityOf[account];
    const mayMove = own < 0 || hasChanged[own] === 1;
    if (mayMove && best[account] !== own) moves.push({ account, to: best[account] });
  }
  return moves;
}

function membershipOf(communities: readonly Community[], accountCount: number): Membership {
  const communityOf = new Int32Array(accountCount).fill(-1);
  for (const [position, { members }] of communities.entries()) {
    for (const member of members) communityOf[member] = position;
  }
  return { communityOf, sizes: Int32Array.from(communities, ({ members }) => members.length) };
}

function move({ communityOf, sizes }: Membership, account: number, to: number): void {
  if (communityOf[account] >= 0) sizes[communityOf[account]]--;
  if (to >= 0) sizes[to]++;
  communityOf[account] = to;
}

/** Per community, the links whose two ends belong to it. */
function linksInside({ communityOf, sizes }: Membership, links: Links): Int32Array[] {
  const inside = Array.from(sizes, () => [] as number[]);
  for (let link = 0; link < links.count; link++) {
    const community = communityOf[links.accountA[link]];
    if (community >= 0 && community === communityOf[links.accountB[link]]) inside[community].push(link);
  }
  return inside.map((positions) => Int32Array.from(positions));
}
