import { sql } from "kysely";
import { copyInto } from "../db/copy.ts";
import type { Db } from "../db/database.ts";
import type { OpenTransaction } from "../db/in-transaction.ts";
import type { AccountId } from "../model/account.ts";
import type { RingId } from "../model/ring.ts";
import type { RunCounts } from "../model/run.ts";
import type { DifferenceKind, ShadowDifference } from "../model/shadow-difference.ts";
import type { AssembledRing } from "./assemble-rings.ts";

/** So many shadow runs keep their differences; of those before only the counts are left. */
const keptShadowRuns = 10;

/** A difference by the account's key. */
export interface KeyedDifference extends Pick<ShadowDifference, "kind" | "ringId" | "risk"> {
  readonly accountKey: number;
}

interface Accusation {
  readonly ringId: RingId;
  readonly risk: number;
}

/**
 * Whom a shadow run flags and who is not flagged today, and the other way round. Flagged is who is in a flagged ring that no
 * analyst has dismissed; a decision counts the same on both sides.
 *
 * @returns by kind, then by account key
 */
export async function compareWithPublished(db: Db, shadow: readonly AssembledRing[]): Promise<KeyedDifference[]> {
  const published = await selectAccused(db);
  const accused = new Map<number, Accusation>();
  for (const { ring, members, before } of shadow) {
    if (!ring.flagged || isDismissed(before)) continue;
    for (const { accountKey } of members) accused.set(accountKey, { ringId: ring.id, risk: ring.risk });
  }
  return [...onlyIn(accused, published, "newly-flagged"), ...onlyIn(published, accused, "released")];
}

/** A ring that is gone is known again with what was decided on it. */
function isDismissed(before: AssembledRing["before"]): boolean {
  return before?.status === "dismissed" || (before?.status === "dissolved" && before.decision?.outcome === "dismissed");
}

function onlyIn(
  these: ReadonlyMap<number, Accusation>,
  those: ReadonlyMap<number, Accusation>,
  kind: DifferenceKind,
): KeyedDifference[] {
  return [...these]
    .filter(([accountKey]) => !those.has(accountKey))
    .map(([accountKey, accusation]) => ({ accountKey, kind, ...accusation }))
    .sort((a, b) => a.accountKey - b.accountKey);
}

export function countDifferences(differences: readonly KeyedDifference[]): RunCounts {
  const newlyFlaggedAccounts = differences.filter(({ kind }) => kind === "newly-flagged").length;
  return { newlyFlaggedAccounts, releasedAccounts: differences.length - newlyFlaggedAccounts };
}

async function selectAccused(db: Db): Promise<Map<number, Accusation>> {
  const rows = await db
    .selectFrom("rings")
    .innerJoin("ring_members", "ring_members.ring_id", "rings.id")
    .select(["account_key", "rings.id", "rings.risk"])
    .where("rings.flagged", "=", true)
    .where("rings.status", "in", ["open", "confirmed"])
    .execute();
  return new Map(rows.map(({ account_key, id, risk }) => [account_key, { ringId: id as RingId, risk }]));
}

/** Keeps the differences with the run, and forgets those of shadow runs long past. */
export async function writeDifferences(
  { tx, client }: OpenTransaction,
  runNumber: number,
  differences: readonly KeyedDifference[],
): Promise<void> {
  await copyInto(
    client,
    "shadow_differences",
    ["run_id", "account_key", "kind", "ring_id", "risk"],
    differences.map(({ accountKey, kind, ringId, risk }) => [runNumber, accountKey, kind, ringId, risk]),
  );
  await sql`
    delete from shadow_differences where run_id < (
      select min(id) from (select id from runs where is_shadow order by id desc limit ${keptShadowRuns}) kept)`.execute(
    tx,
  );
}

export interface DifferenceListOptions {
  readonly kind?: DifferenceKind | undefined;
  readonly limit: number;
  /** Where the page before ended. */
  readonly after?: Pick<ShadowDifference, "kind" | "accountId"> | undefined;
}

/** What a shadow run would change, by kind and account id. */
export async function listDifferences(
  db: Db,
  runNumber: number,
  { kind, limit, after }: DifferenceListOptions,
): Promise<ShadowDifference[]> {
  const rows = await db
    .selectFrom("shadow_differences")
    .innerJoin("accounts", "accounts.key", "shadow_differences.account_key")
    .select(["accounts.id", "kind", "ring_id", "risk"])
    .where("run_id", "=", runNumber)
    .$if(kind !== undefined, (query) => query.where("kind", "=", kind as DifferenceKind))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(kind collate "C", accounts.id) > (${after?.kind}, ${after?.accountId})`),
    )
    .orderBy(sql`kind collate "C"`)
    .orderBy("accounts.id")
    .limit(limit)
    .execute();
  return rows.map(({ id, kind: found, ring_id, risk }) => {
    return { accountId: id as AccountId, kind: found, ringId: ring_id as RingId, risk };
  });
}
