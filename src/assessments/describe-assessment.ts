import type { AssessedRing } from "../model/assessment.ts";
import type { IdentifierKind } from "../model/identifier.ts";
import type { IndicatorMatch } from "../model/indicator.ts";
import { countOf, nounOf } from "../rings/words.ts";
import type { GivenVerdict } from "./find-known-identifiers.ts";

// The sentences of an assessment. They name an identifier by its kind: who asks knows the value, and nobody else should learn it.

/** Why it would belong to a ring, with the figures. */
export function describeAttachment(
  ring: Pick<AssessedRing, "ringId" | "risk" | "membership" | "bits" | "neededBits"> & {
    readonly memberCount: number;
    readonly links: number;
  },
): string {
  const { ringId, risk, membership, bits, neededBits, memberCount, links } = ring;
  const linked =
    links === 0 ? "" : `, and it would be linked with ${countOf(links, "member")} by what each alone shares with it`;
  return `It would belong to ${ringId} (${countOf(memberCount, "account")}, risk ${percent(risk)}) with a probability of ${percent(membership)}: what they share says ${bits.toFixed(1)} bits, and a member needs ${neededBits.toFixed(1)}${linked}`;
}

/** Who else uses one of its identifiers. */
export function describeUse(
  kind: IdentifierKind,
  {
    ringId,
    memberCount,
    users,
    strangers,
    bits,
  }: { ringId: string; memberCount: number; users: number; strangers: number; bits: number },
): string {
  const outside = strangers === 0 ? "nobody outside of rings" : `${countOf(strangers, "account")} outside of rings`;
  return `Its ${nounOf(kind, 1)} is used by ${users} of the ${countOf(memberCount, "account")} of ${ringId} and by ${outside} (${bits.toFixed(1)} bits)`;
}

/** What an analyst said of one of its identifiers. */
export function describeVerdict(kind: IdentifierKind, { verdict, author, reason }: GivenVerdict): string {
  const said = verdict === "known_bad" ? "is known to be bad" : `ties nobody: an analyst calls it ${verdict}`;
  return `Its ${nounOf(kind, 1)} ${said} (${author}: ${reason})`;
}

/** What a peer says of one of its identifiers. */
export function describeIndicator(kind: IdentifierKind, { peer, confidence, validUntil }: IndicatorMatch): string {
  const sure = confidence === null ? "" : `${confidence} of 100 sure, `;
  return `Its ${nounOf(kind, 1)} is told by ${peer} to be used by a ring there (${sure}until ${validUntil.toISOString().slice(0, 10)}); by itself that counts for nothing`;
}

/** Never rounds what is uncertain to certainty. */
const percent = (share: number): string => (share > 0.999 && share < 1 ? ">99.9 %" : `${(share * 100).toFixed(1)} %`);
