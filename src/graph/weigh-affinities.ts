import { families, identifierKinds } from "../model/identifier.ts";
import { addressFading } from "./address-fading.ts";
import { affinity } from "./affinity.ts";
import { countUses, type Membership, populationsOf } from "./community-uses.ts";
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

/**
 * Says to which communities each account has an affinity, and how much in each family, in bits. An account's own community is
 * counted without the account, so that nobody vouches for itself.
 *
 * Inside a family it is as between two accounts: the best identifier counts in full and the others in part, a prefix only where no address
 * does, of content only the best; an address that the account used at another time than the members fades. Content or contact
 * that it has in common with one member alone says nothing: names and prompts coincide. Cost: the sightings, times the
 * communities that share an identifier and use it more than others do.
 *
 * @param among per community: 0 where it is not asked about; all are, unless given
 * @param visit called account by account, for its communities in any order; `byFamily` is overwritten by the next call
 */
export function weighAffinities(
  index: IdentifierIndex,
  membership: Membership,
  policy: EvidencePolicy,
  visit: (account: number, community: number, byFamily: Float64Array) => void,
  among?: Uint8Array,
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

  for (let account = 0; account < index.accountCount; account++) {
    for (let sighting = index.accountStart[account]; sighting < index.accountStart[account + 1]; sighting++) {
      const identifier = index.identifier[sighting];
      for (let use = uses.start[identifier]; use < uses.start[identifier + 1]; use++) {
        const community = uses.community[use];
        if (among !== undefined && among[community] === 0) continue;
        const bits = bitsOf(account, sighting, use);
        if (bits <= 0) continue;
        if (touchedBy[community] !== account) {
          touchedBy[community] = account;
          touched.push(community);
          partner[community] = -1;
        }
        notePartner(account, use);
        const kind = index.kind[identifier];
        const place = community * familyCount + familyOf[kind];
        if (kind === prefixCode) bestPrefix[community] = Math.max(bestPrefix[community], bits);
        else if (bits > best[place]) {
          rest[place] += best[place];
          best[place] = bits;
        } else rest[place] += bits;
      }
    }
    for (const community of touched) {
      addUp(community);
      if (partner[community] === several) visit(account, community, byFamily);
    }
    touched.length = 0;
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
