import type { Db } from "../db/database.ts";

export interface FlaggedAccount {
  readonly accountId: string;
  readonly ringId: string;
  readonly ringSize: number;
}

/** Members of the rings that stand accused: flagged, and not dismissed by an analyst. */
export async function readFlaggedAccounts(db: Db): Promise<FlaggedAccount[]> {
  return db
    .selectFrom("rings")
    .innerJoin("ring_members", "ring_members.ring_id", "rings.id")
    .innerJoin("accounts", "accounts.key", "ring_members.account_key")
    .where("rings.flagged", "=", true)
    .where("rings.status", "in", ["open", "confirmed"])
    .select(["accounts.id as accountId", "rings.id as ringId", "rings.member_count as ringSize"])
    .execute();
}

/** The accounts that were there before a moment: signed up, or where no sign-up was seen, first heard of. */
export async function readAccountsBefore(db: Db, moment: Date): Promise<Set<string>> {
  const rows = await db
    .selectFrom("accounts")
    .where((row) => row(row.fn.coalesce("signed_up_at", "first_event_at"), "<", moment))
    .select("id")
    .execute();
  return new Set(rows.map(({ id }) => id));
}
