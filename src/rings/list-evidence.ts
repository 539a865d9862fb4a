import { sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { IdentifierKind } from "../model/identifier.ts";
import type { RingEvidence } from "../model/ring-evidence.ts";
import type { RingId } from "../model/ring.ts";

export interface EvidenceListOptions {
  readonly limit: number;
  /** Where the page before ended. */
  readonly after?: EvidencePosition | undefined;
}

export interface EvidencePosition {
  readonly contribution: number;
  readonly kind: string;
  readonly value: string;
}

/**
 * Where a page ended, from the key of its last identifier: a cursor holds that and not the value, which its reader may not be allowed to see.
 *
 * @param contribution as it was on that page; a run may have changed it since
 */
export async function findEvidencePosition(
  db: Db,
  { contribution, key }: Pick<RingEvidence, "contribution" | "key">,
): Promise<EvidencePosition> {
  const row = await db
    .selectFrom("identifiers")
    .innerJoin("identifier_kinds", "identifier_kinds.code", "identifiers.kind")
    .select(["identifier_kinds.name as kind", "identifiers.value"])
    .where("identifiers.key", "=", key)
    .executeTakeFirst();
  // One that was forgotten meanwhile is taken for the first of its contribution: better shown twice than left out.
  return { contribution, kind: row?.kind ?? "", value: row?.value ?? "" };
}

/** What the members of a ring share, the largest contribution first; ties by kind and value, whatever order it came in. */
export async function listEvidence(
  db: Db,
  ringId: RingId,
  { limit, after }: EvidenceListOptions,
): Promise<RingEvidence[]> {
  let query = db
    .selectFrom("ring_identifiers")
    .innerJoin("identifiers", "identifiers.key", "ring_identifiers.identifier_key")
    .innerJoin("identifier_kinds", "identifier_kinds.code", "identifiers.kind")
    .leftJoin("identifier_verdicts", "identifier_verdicts.id", "ring_identifiers.verdict_id")
    .select(["identifier_kinds.name as kind", "identifiers.key", "identifiers.value", "identifier_verdicts.verdict"])
    .select(["member_count", "other_count", "contribution", "bits", "first_seen_at", "last_seen_at"])
    .where("ring_id", "=", ringId);
  if (after !== undefined) {
    const { contribution, kind, value } = after;
    query = query.where(
      sql<boolean>`(contribution < ${contribution} or (contribution = ${contribution}
        and (identifier_kinds.name collate "C", identifiers.value) > (${kind}, ${value})))`,
    );
  }
  const rows = await query
    .orderBy("contribution", "desc")
    .orderBy(sql`identifier_kinds.name collate "C"`)
    .orderBy("identifiers.value")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    key: row.key,
    kind: row.kind as IdentifierKind,
    value: row.value,
    memberCount: row.member_count,
    otherCount: row.other_count,
    contribution: row.contribution,
    bits: row.bits,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    verdict: row.verdict,
  }));
}
