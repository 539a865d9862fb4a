import { type Family, families, identifierKinds } from "../model/identifier.ts";
import { addressFading } from "./address-fading.ts";
import type { EvidencePolicy } from "./evidence-policy.ts";
import type { IdentifierIndex } from "./identifier-index.ts";
import { rarityByIdentifier } from "./rarity-by-identifier.ts";
import { timeProximity } from "./time-proximity.ts";

const secondsPerDay = 86_400;
const codes = identifierKinds;

/** What two accounts share, in bits. `bits` is the sum of the families and of `timing`. */
export interface PairEvidence {
  bits: number;
  /** In the order of `families`, without what timing adds. */
  readonly byFamily: Float64Array;
  /** What closeness in time adds, over all families. */
  timing: number;
}

/** Weighs the evidence between two accounts. The answer is one object, overwritten by the next call: read it at once. */
export type WeighPair = (accountA: number, accountB: number) => PairEvidence;

/**
 * Prepares the weighing of pairs.
 *
 * Inside a family the best identifier counts in full and the others in part, together no more than the best again; families
 * add up. A prefix counts only where no address is shared. Of a prompt only the best view counts, because several fingerprints
 * of one prompt are one thing seen several times. Cost of a pair: the lengths of the two accounts' lists.
 *
 * @param windowSeconds length of the window that the sightings come from
 * @param leftOut per identifier: 1 where it shall not count; may change between calls
 */
export function weighPairs(
  index: IdentifierIndex,
  windowSeconds: number,
  policy: EvidencePolicy,
  leftOut: Uint8Array = new Uint8Array(index.identifierCount),
): WeighPair {
  const rarities = rarityByIdentifier(index, policy);
  const familyOf = familyOfCode();
  const halfLifeSeconds = policy.addressHalfLifeDays * secondsPerDay;
  const best = new Float64Array(families.length);
  const bestTiming = new Float64Array(families.length);
  const rest = new Float64Array(families.length);
  const evidence: PairEvidence = { bits: 0, byFamily: new Float64Array(families.length), timing: 0 };
  const network = families.indexOf("network");
  const content = families.indexOf("content");

  return (accountA, accountB) => {
    best.fill(0);
    bestTiming.fill(0);
    rest.fill(0);
    let bestPrefix = 0;
    let bestPrefixTiming = 0;
    let sharesAddress = false;
    let a = index.accountStart[accountA];
    let b = index.accountStart[accountB];
    const endA = index.accountStart[accountA + 1];
    const endB = index.accountStart[accountB + 1];
    while (a < endA && b < endB) {
      const identifier = index.identifier[a];
      const other = index.identifier[b];
      if (identifier < other) a++;
      else if (other < identifier) b++;
      else if (leftOut[identifier]) {
        a++;
        b++;
      } else {
        const kind = index.kind[identifier];
        const family = familyOf[kind];
        const timing = timeProximity(
          Math.abs(index.firstSeen[a] - index.firstSeen[b]),
          windowSeconds / index.sharers[identifier],
        );
        let bits = rarities[identifier] + timing;
        if (family === network) {
          const apart =
            Math.max(index.firstSeen[a], index.firstSeen[b]) - Math.min(index.lastSeen[a], index.lastSeen[b]);
          bits = Math.max(0, bits - addressFading(apart, halfLifeSeconds));
        }
        const timingPart = Math.min(timing, bits);
        if (kind === codes.ip.code) sharesAddress = true;
        if (kind === codes.ip_prefix.code) {
          if (bits > bestPrefix) {
            bestPrefix = bits;
            bestPrefixTiming = timingPart;
          }
        } else if (bits > best[family]) {
          rest[family] += best[family];
          best[family] = bits;
          bestTiming[family] = timingPart;
        } else rest[family] += bits;
        a++;
        b++;
      }
    }
    if (!sharesAddress) {
      best[network] = bestPrefix;
      bestTiming[network] = bestPrefixTiming;
    }
    rest[content] = 0;
    evidence.bits = 0;
    evidence.timing = 0;
    for (let family = 0; family < families.length; family++) {
      const bits = best[family] + Math.min(best[family], policy.repeatedEvidence * rest[family]);
      evidence.byFamily[family] = bits - bestTiming[family];
      evidence.timing += bestTiming[family];
      evidence.bits += bits;
    }
    return evidence;
  };
}

/** Position of the family in `families`, by the kind's code. */
export function familyOfCode(): Uint8Array {
  const familyOf = new Uint8Array(256);
  for (const { code, family } of Object.values(identifierKinds)) familyOf[code] = families.indexOf(family as Family);
  return familyOf;
}
