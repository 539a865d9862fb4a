import { belongs } from "./belongs.ts";
import { type Membership, populationsOf } from "./community-uses.ts";
import type { EvidencePolicy } from "./evidence-policy.ts";
import type { IdentifierIndex } from "./identifier-index.ts";
import { quantile } from "./quantile.ts";
import { weighAffinities } from "./weigh-affinities.ts";

/**
 * Joins a community to a larger one that was there at the same time, where `joinedShare` of its members or more would belong to that one as
 * well, by two families.
 *
 * Louvain may cut a large ring in several: each part has links enough of its own. What the parts have in common, cards, exits and
 * templates, says of nearly each member that it is one of the others too. It may say the same of a pool of accounts that takes over what a banned
 * one had; but most of that one came when the other was gone, and is to be known as its successor.
 *
 * @returns the communities that are left, renumbered; the same object where none was joined
 */
export function joinCommunities(membership: Membership, index: IdentifierIndex, policy: EvidencePolicy): Membership {
  const { communityOf, sizes } = membership;
  const populations = populationsOf(membership);
  const count = sizes.length;
  const times = timesOf(membership, index);
  const inBoth = new Map<number, number>();
  const asks = (account: number, community: number) => {
    const own = communityOf[account];
    return own >= 0 && isLarger(community, own, sizes) && overlap(times[own], times[community]);
  };
  const consider = (account: number, community: number, byFamily: Float64Array) => {
    const own = communityOf[account];
    if (!belongs(byFamily, sizes[community], populations[community], policy.affinity)) return;
    inBoth.set(own * count + community, (inBoth.get(own * count + community) ?? 0) + 1);
  };
  weighAffinities(index, membership, policy, consider, { asks });
  const joinedTo = Int32Array.from({ length: count }, (_, community) => community);
  const most = new Int32Array(count);
  for (const [pair, members] of [...inBoth].sort(([a], [b]) => a - b)) {
    const own = Math.floor(pair / count);
    if (members < policy.joinedShare * sizes[own] || members <= most[own]) continue;
    most[own] = members;
    joinedTo[own] = pair % count;
  }
  if (joinedTo.every((to, community) => to === community)) return membership;
  return joinAll(membership, joinedTo);
}

/** When half of a community's members had come, and when half of them had gone. */
interface Times {
  readonly from: number;
  readonly until: number;
}

function timesOf({ communityOf, sizes }: Membership, index: IdentifierIndex): Times[] {
  const first = Array.from(sizes, () => [] as number[]);
  const last = Array.from(sizes, () => [] as number[]);
  for (let account = 0; account < index.accountCount; account++) {
    const community = communityOf[account];
    if (community < 0) continue;
    const [start, end] = [index.accountStart[account], index.accountStart[account + 1]];
    first[community].push(index.firstSeen.subarray(start, end).reduce((a, b) => Math.min(a, b), Infinity));
    last[community].push(index.lastSeen.subarray(start, end).reduce((a, b) => Math.max(a, b), -Infinity));
  }
  const middle = (times: readonly number[]) => quantile(Float64Array.from(times).sort(), 0.5);
  return first.map((times, community) => ({ from: middle(times), until: middle(last[community]) }));
}

const overlap = (a: Times, b: Times): boolean => Math.max(a.from, b.from) < Math.min(a.until, b.until);

/** An order without ties, so that nothing is joined to itself by a round. */
function isLarger(community: number, than: number, sizes: Int32Array): boolean {
  return sizes[community] > sizes[than] || (sizes[community] === sizes[than] && community < than);
}

function joinAll({ communityOf }: Membership, joinedTo: Int32Array): Membership {
  const lastOf = (community: number): number =>
    joinedTo[community] === community ? community : lastOf(joinedTo[community]);
  const joined = communityOf.map((community) => (community < 0 ? -1 : lastOf(community)));
  const sizes = new Int32Array(joinedTo.length);
  for (const community of joined) if (community >= 0) sizes[community]++;
  return { communityOf: joined, sizes };
}
