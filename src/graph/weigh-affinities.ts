import { families, identifierKinds } from "../model/identifier.ts";
import { addressFading } from "./address-fading.ts";
import { affinity } from "./affinity.ts";
import { type CommunityUses, countUses, type Membership, populationsOf } from "./community-uses.ts";
import type { EvidencePolicy } from "./evidence-policy.ts";
import { isHard } from "./hard-families.ts";
import type { IdentifierIndex } from "./identifier-index.ts";
import { familyOfCode } from "./pair-evidence.ts";

/** In place of the one member with whom an account has everything in common. */
const several = -2;
const secondsPerDay = 86_400;
const familyCount = families.length;
const network = families.indexOf("network");
const content = families.indexOf("content");
const prefixCode = identifierKinds.ip_prefix.code;
/** About so many uses are looked through in the time that one takes to be searched for. */
const looksPerCommunity = 8;
const everyFamily = 2 ** familyCount - 1;
const hardFamilies = families.reduce((bits, family, place) => (isHard.has(family) ? bits | (1 << place) : bits), 0);

/** What whoever asks can do with the answer: that an account belongs to a community, by the policy's rule. */
export interface AffinityQuestion {
  /** Per community: 0 where it is not asked about; all are, unless given. */
  readonly among?: Uint8Array;
  /** Whether it is asked for an account and a community; it is for all, unless given. */
  readonly asks?: (account: number, community: number) => boolean;
}

/**
 * Says to which communities each account has an affinity, and how much in each family, in bits. An account's own community is
 * counted without the account, so that nobody vouches for itself.
 *
 * Inside a family it is as between two accounts: the best identifier counts in full and the others in part, a prefix only where no address
 * does, of content only the best; an address that the account used at another time than the members fades. Content or contact
 * that it has in common with one member alone says nothing: names and prompts coincide.
 *
 * Cost: for each sighting, the communities that are weighed for its account. Those are all that share an identifier with it and use that more than
 * others do; with a question, only those that the account can belong to, because it shares with them in two families what may hold. A
 * mail domain, a prompt or a carrier that thousands of communities use leads to none of them.
 *
 * @param question what the caller wants to know
 * @param visit called account by account, for its communities in any order; `byFamily` is overwritten by the next call
 */
export function weighAffinities(
  index: IdentifierIndex,
  membership: Membership,
  policy: EvidencePolicy,
  visit: (account: number, community: number, byFamily: Float64Array) => void,
  question?: AffinityQuestion,
): void {
  const { communityOf, sizes } = membership;
  const uses = countUses(index, membership);
  const populations = populationsOf(membership);
  const familyOf = familyOfCode();
  const halfLifeSeconds = policy.addressHalfLifeDays * secondsPerDay;
  const best = new Float64Array(sizes.length * familyCount);
  const rest = new Float64Array(sizes.length * familyCount);
  const bestPrefix = new Float64Array(sizes.length);
  const byFamily = new Float64Array(familyCount);
  const touchedBy = new Int32Array(sizes.length).fill(-1);
  const touched: number[] = [];
  const partner = new Int32Array(sizes.length);
  const { among, asks } = question ?? {};
  const least = question && leastBits(policy);
  const leads = findLeads(index, uses, among, least);
  /** By community: the families in which the account shares something that may hold, a bit each. */
  const shared = new Uint8Array(sizes.length);

  for (let account = 0; account < index.accountCount; account++) {
    const own = communityOf[account];
    if (own >= 0 && (among === undefined || among[own] === 1)) touch(own, account, everyFamily);
    for (let sighting = index.accountStart[account]; sighting < index.accountStart[account + 1]; sighting++) {
      const identifier = index.identifier[sighting];
      for (let lead = leads.start[identifier]; lead < leads.start[identifier + 1]; lead++) {
        touch(uses.community[leads.use[lead]], account, 1 << familyOf[index.kind[identifier]]);
      }
    }
    if (least !== undefined) dropUnlikely();
    if (touched.length === 0) continue;
    for (let sighting = index.accountStart[account]; sighting < index.accountStart[account + 1]; sighting++) {
      const identifier = index.identifier[sighting];
      const [from, to] = [uses.start[identifier], uses.start[identifier + 1]];
      if (to - from <= looksPerCommunity * touched.length) {
        for (let use = from; use < to; use++) {
          if (touchedBy[uses.community[use]] === account) weigh(account, sighting, use);
        }
      } else {
        for (const community of touched) {
          const use = findUse(uses.community, from, to, community);
          if (use < to && uses.community[use] === community) weigh(account, sighting, use);
        }
      }
    }
    for (const community of touched) {
      addUp(community);
      if (partner[community] === several) visit(account, community, byFamily);
    }
    touched.length = 0;
  }

  function touch(community: number, account: number, family: number): void {
    if (touchedBy[community] === account) {
      shared[community] |= family;
      return;
    }
    if (asks !== undefined && !asks(account, community)) return;
    touchedBy[community] = account;
    touched.push(community);
    partner[community] = -1;
    shared[community] = family;
  }

  /** Leaves those with two families, of which one is hard. */
  function dropUnlikely(): void {
    let kept = 0;
    for (const community of touched) {
      const held = shared[community];
      if ((held & hardFamilies) !== 0 && (held & (held - 1)) !== 0) touched[kept++] = community;
      else touchedBy[community] = -1;
    }
    touched.length = kept;
  }

  function weigh(account: number, sighting: number, use: number): void {
    const bits = bitsOf(account, sighting, use);
    if (bits <= 0) return;
    notePartner(account, use);
    const community = uses.community[use];
    const kind = index.kind[index.identifier[sighting]];
    const place = community * familyCount + familyOf[kind];
    if (kind === prefixCode) bestPrefix[community] = Math.max(bestPrefix[community], bits);
    else if (bits > best[place]) {
      rest[place] += best[place];
      best[place] = bits;
    } else rest[place] += bits;
  }

  function bitsOf(account: number, sighting: number, use: number): number {
    const community = uses.community[use];
    const identifier = index.identifier[sighting];
    const isOwn = communityOf[account] === community;
    const others = isOwn ? uses.users[use] - 1 : uses.users[use];
    const bits = isOwn
      ? affinity(others, sizes[community] - 1, uses.sharers[use], populations[community])
      : uses.bits[use];
    const family = familyOf[index.kind[identifier]];
    if (others === 1 && !isHard.has(families[family])) return 0;
    if (family !== network) return bits;
    const apart =
      Math.max(uses.firstSeen[use], index.firstSeen[sighting]) - Math.min(uses.lastSeen[use], index.lastSeen[sighting]);
    return bits - addressFading(apart, halfLifeSeconds);
  }

  function notePartner(account: number, use: number): void {
    const community = uses.community[use];
    const others = communityOf[account] === community ? uses.users[use] - 1 : uses.users[use];
    const other = uses.firstUser[use] === account ? uses.lastUser[use] : uses.firstUser[use];
    const isAnother = partner[community] >= 0 && partner[community] !== other;
    partner[community] = others > 1 || isAnother || partner[community] === several ? several : other;
  }

  /** Puts a community's sums into `byFamily`, and clears them. */
  function addUp(community: number): void {
    for (let family = 0; family < familyCount; family++) {
      const place = community * familyCount + family;
      const more = family === content ? 0 : Math.min(best[place], policy.repeatedEvidence * rest[place]);
      byFamily[family] = best[place] + more;
      best[place] = 0;
      rest[place] = 0;
    }
    if (byFamily[network] === 0) byFamily[network] = bestPrefix[community];
    bestPrefix[community] = 0;
  }
}

/** The uses that lead from an account to communities which are then weighed: those of identifier i are `start[i] ... start[i + 1] - 1`. */
interface Leads {
  readonly start: Int32Array;
  readonly use: Int32Array;
}

/** @param least by the code of a kind: bits from which a use leads somewhere; all do, unless given */
function findLeads(
  index: IdentifierIndex,
  uses: CommunityUses,
  among: Uint8Array | undefined,
  least: Float64Array | undefined,
): Leads {
  const start = new Int32Array(index.identifierCount + 1);
  const use = new Int32Array(uses.community.length);
  let count = 0;
  for (let identifier = 0; identifier < index.identifierCount; identifier++) {
    const needed = least === undefined ? Number.NEGATIVE_INFINITY : least[index.kind[identifier]];
    for (let one = uses.start[identifier]; one < uses.start[identifier + 1]; one++) {
      if (uses.bits[one] >= needed && (among === undefined || among[uses.community[one]] === 1)) use[count++] = one;
    }
    start[identifier + 1] = count;
  }
  return { start, use };
}

/**
 * By the code of a kind: the fewest bits with which one identifier can make its family hold. The others of a family double what the best says, at
 * most; a prefix and content stand alone.
 *
 * @returns undefined where the policy has a family hold by nothing
 */
function leastBits({ affinity: { familyBits } }: EvidencePolicy): Float64Array | undefined {
  const least = new Float64Array(256).fill(Number.POSITIVE_INFINITY);
  for (const { code, family } of Object.values(identifierKinds)) {
    if (familyBits[family] <= 0) return undefined;
    const standsAlone = code === prefixCode || family === "content";
    least[code] = standsAlone ? familyBits[family] : familyBits[family] / 2;
  }
  return least;
}

/** Where a community stands, or would stand, among some uses in ascending order. */
function findUse(communities: Int32Array, from: number, to: number, community: number): number {
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (communities[middle] < community) from = middle + 1;
    else to = middle;
  }
  return from;
}
