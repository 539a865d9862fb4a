import { showPlainly } from "../contract/mask-identifiers.ts";
import type { Db } from "../db/database.ts";
import type { Decision } from "../model/decision.ts";
import type { Reveal } from "../model/identifier.ts";
import type { RingEvidence } from "../model/ring-evidence.ts";
import type { RingMember } from "../model/ring-member.ts";
import type { Ring } from "../model/ring.ts";
import type { RingChange } from "../model/ring-change.ts";
import { decisionNumber, listDecisions } from "./decision-queries.ts";
import { changeNumber, listHistory } from "./history-queries.ts";
import { listAll } from "./list-all.ts";
import { listEvidence } from "./list-evidence.ts";
import { listMembers } from "./list-members.ts";
import { requireRing } from "./require-ring.ts";

/** A ring with everything that is known of it. */
export interface RingReport {
  readonly ring: Ring;
  /** Largest contribution first. */
  readonly evidence: readonly RingEvidence[];
  /** By account id. */
  readonly members: readonly RingMember[];
  /** Newest first. */
  readonly decisions: readonly Decision[];
  /** Newest first. */
  readonly history: readonly RingChange[];
}

const pageSize = 1000;

/**
 * @param reveal how identifiers are shown in the members' sentences; plainly unless told
 * @throws {DomainError} `ring-not-found`
 */
export async function loadRingReport(db: Db, id: string, reveal: Reveal = showPlainly): Promise<RingReport> {
  const ring = await requireRing(db, id);
  const evidence = await listAll((after: RingEvidence | undefined) =>
    listEvidence(db, ring.id, { limit: pageSize, after }),
  );
  const members = await listAll((last: RingMember | undefined) =>
    listMembers(db, ring.id, { limit: pageSize, after: last?.accountId, reveal }),
  );
  const decisions = await listAll((last: Decision | undefined) =>
    listDecisions(db, ring.id, { limit: pageSize, before: last && decisionNumber(last.id) }),
  );
  const history = await listAll((last: RingChange | undefined) =>
    listHistory(db, ring.id, { limit: pageSize, before: last && changeNumber(last.id) }),
  );
  return { ring, evidence, members, decisions, history };
}
