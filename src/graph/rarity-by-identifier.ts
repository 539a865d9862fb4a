import { type IdentifierKind, identifierKinds } from "../model/identifier.ts";
import type { EvidencePolicy } from "./evidence-policy.ts";
import type { IdentifierIndex } from "./identifier-index.ts";
import { rarity } from "./rarity.ts";

/** Bits that sharing an identifier says, by identifier; 0 where one account alone uses it. */
export function rarityByIdentifier(index: IdentifierIndex, policy: EvidencePolicy): Float64Array {
  const matchProbability = new Float64Array(256);
  for (const [kind, { code }] of Object.entries(identifierKinds)) {
    matchProbability[code] = policy.matchProbability[kind as IdentifierKind];
  }
  const rarities = new Float64Array(index.identifierCount);
  for (let identifier = 0; identifier < index.identifierCount; identifier++) {
    const sharers = index.sharers[identifier];
    if (sharers > 1)
      rarities[identifier] = rarity(sharers, index.accountCount, matchProbability[index.kind[identifier]]);
  }
  return rarities;
}
