import { families } from "../model/identifier.ts";
import type { EvidencePolicy } from "./evidence-policy.ts";
import type { PairEvidence } from "./pair-evidence.ts";

const content = families.indexOf("content");

/**
 * Whether the evidence between two accounts rests on more than one family.
 *
 * Everybody on one card, or behind one address, is a household, an office or a carrier until a second family says otherwise: what
 * lies outside the strongest family must come to `secondFamilyBits`. Sign-ups made together may stand in for the second family, but
 * not beside content: what is popular spreads in bursts, and shared content never accuses alone.
 */
export function restsOnTwoFamilies(evidence: PairEvidence, signedUpTogether: boolean, policy: EvidencePolicy): boolean {
  let total = 0;
  let strongest = 0;
  for (let family = 0; family < families.length; family++) {
    total += evidence.byFamily[family];
    if (evidence.byFamily[family] > evidence.byFamily[strongest]) strongest = family;
  }
  if (total - evidence.byFamily[strongest] >= policy.secondFamilyBits) return true;
  return strongest !== content && signedUpTogether;
}
