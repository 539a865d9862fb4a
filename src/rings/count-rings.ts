import { sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { RingStatus } from "../model/ring.ts";

export interface RingCounts {
  readonly byStatus: Readonly<Record<RingStatus, number>>;
  /** Of those that are not dissolved. */
  readonly flagged: number;
  readonly flaggedAccounts: number;
}

/** How many rings there are. */
export async function countRings(db: Db): Promise<RingCounts> {
  const row = await db
    .selectFrom("rings")
    .select([
      sql<number>`count(*) filter (where status = 'open')`.as("open"),
      sql<number>`count(*) filter (where status = 'confirmed')`.as("confirmed"),
      sql<number>`count(*) filter (where status = 'dismissed')`.as("dismissed"),
      sql<number>`count(*) filter (where status = 'dissolved')`.as("dissolved"),
      sql<number>`count(*) filter (where flagged and status <> 'dissolved')`.as("flagged"),
      sql<number>`coalesce(sum(member_count) filter (where flagged and status <> 'dissolved'), 0)`.as("accounts"),
    ])
    .executeTakeFirstOrThrow();
  const { open, confirmed, dismissed, dissolved, flagged, accounts } = row;
  return { byStatus: { open, confirmed, dismissed, dissolved }, flagged, flaggedAccounts: accounts };
}
