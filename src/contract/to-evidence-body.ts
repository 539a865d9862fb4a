import { identifierKinds } from "../model/identifier.ts";
import type { IndicatorMatch } from "../model/indicator.ts";
import type { RingEvidence } from "../model/ring-evidence.ts";
import { toIndicatorMatchBody } from "./indicator.ts";
import type { EvidenceBody } from "./ring.ts";

/**
 * An identifier that ties a ring together as it leaves.
 *
 * @param indicators what peers say of it
 */
export function toEvidenceBody(evidence: RingEvidence, indicators: readonly IndicatorMatch[]): EvidenceBody {
  return {
    kind: evidence.kind,
    family: identifierKinds[evidence.kind].family,
    value: evidence.value,
    member_count: evidence.memberCount,
    other_count: evidence.otherCount,
    bits: evidence.bits,
    contribution: evidence.contribution,
    first_seen_at: evidence.firstSeenAt.toISOString(),
    last_seen_at: evidence.lastSeenAt.toISOString(),
    verdict: evidence.verdict,
    indicators: indicators.map(toIndicatorMatchBody),
  };
}
