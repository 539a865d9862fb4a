import { sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { Identifier, IdentifierKind, Reveal } from "../model/identifier.ts";
import type { IndicatorMatch, MatchIndicators } from "../model/indicator.ts";
import type { RingProfile } from "../model/ring-profile.ts";
import type { Ring } from "../model/ring.ts";
import type { Run } from "../model/run.ts";
import { selectPolicy } from "../policies/policy-queries.ts";
import { withoutIdentifiers } from "../rings/describe-change.ts";
import { findRingProfile } from "../rings/find-ring-profile.ts";
import { loadRingReport, type RingReport } from "../rings/load-ring-report.ts";
import { findRings } from "../rings/ring-queries.ts";
import { requireRun } from "../runs/require-run.ts";

/** What a report is made of. */
export interface ReportMaterial extends RingReport {
  /** What peers say of the evidence, in its order. */
  readonly indicators: readonly (readonly IndicatorMatch[])[];
  readonly capabilities: RingProfile["capabilities"];
  readonly means: readonly Means[];
  /** The rings that its lineage names, by id. */
  readonly kin: ReadonlyMap<string, Ring>;
  /** The newest run that found it. */
  readonly run: Run;
  /** Risk from which that run's policy flags; null where the policy is gone. */
  readonly flagThreshold: number | null;
}

/** How many different identifiers of a kind the members used in the window, and how many of them two members or more did. */
export interface Means {
  readonly kind: IdentifierKind;
  readonly used: number;
  readonly shared: number;
}

export interface ReportOptions {
  readonly reveal: Reveal;
  /** Whether `reveal` masks. */
  readonly isMasked: boolean;
  /** Says what peers say of the evidence; without it nobody is asked. */
  readonly findTold?: (evidence: readonly Identifier[]) => ReturnType<MatchIndicators>;
}

/**
 * Reads everything that a report on a ring says.
 *
 * @throws {DomainError} `ring-not-found`
 */
export async function loadReportMaterial(
  db: Db,
  id: string,
  { reveal, isMasked, findTold = async () => [] }: ReportOptions,
): Promise<ReportMaterial> {
  const report = await loadRingReport(db, id, reveal);
  const history = isMasked ? report.history.map(withoutIdentifiers) : report.history;
  const run = await selectLastRun(db, report.ring);
  const record = await selectPolicy(db, run.policyVersion);
  const threshold = (record?.document as { flagThreshold?: unknown } | undefined)?.flagThreshold;
  return {
    ...report,
    evidence: report.evidence.map(reveal),
    indicators: await findTold(report.evidence),
    history,
    capabilities: (await findRingProfile(db, report.ring)).capabilities,
    means: await selectMeans(db, report.ring),
    kin: await selectKin(db, report),
    run,
    flagThreshold: typeof threshold === "number" ? threshold : null,
  };
}

async function selectLastRun(db: Db, { id }: Ring): Promise<Run> {
  const { last_run_id } = await db
    .selectFrom("rings")
    .select("last_run_id")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return requireRun(db, `run_${last_run_id}`);
}

/** Each member's sightings are looked up in the index on their own: of all sightings they are few. */
async function selectMeans(db: Db, { id }: Ring): Promise<Means[]> {
  const { rows } = await sql<Means>`
    select identifier_kinds.name as kind, count(*) as used, count(*) filter (where users > 1) as shared
    from (
      select used.kind, used.identifier_key, count(*) as users
      from (
        select as_of - make_interval(days => window_days) as start, as_of
        from rings join runs on runs.id = last_run_id where rings.id = ${id}
      ) as span
      cross join ring_members
      cross join lateral (
        select kind, identifier_key from sightings
        where sightings.account_key = ring_members.account_key and last_seen_at > start and first_seen_at <= as_of
      ) as used
      where ring_members.ring_id = ${id}
      group by used.kind, used.identifier_key
    ) as counted
    join identifier_kinds on identifier_kinds.code = counted.kind
    group by identifier_kinds.code, identifier_kinds.name order by identifier_kinds.code`.execute(db);
  return rows;
}

async function selectKin(db: Db, { ring, history }: RingReport): Promise<Map<string, Ring>> {
  const ids = new Set(
    history.flatMap(({ ringId, otherRingId }) => (otherRingId === null ? [] : [ringId, otherRingId])),
  );
  ids.delete(ring.id);
  return new Map((await findRings(db, [...ids])).map((kin) => [kin.id, kin]));
}
