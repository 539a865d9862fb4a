import { identifierKinds } from "../model/identifier.ts";
import type { RingEvidence } from "../model/ring-evidence.ts";
import type { EvidenceBody } from "./ring.ts";

/** An identifier that ties a ring together as it leaves. */
export function toEvidenceBody(evidence: RingEvidence): EvidenceBody {
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
  };
}
