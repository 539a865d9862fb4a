import type { Db } from "../db/database.ts";
import type { AccountId } from "../model/account.ts";
import type { RingId } from "../model/ring.ts";

/** An account that was seen, with the ring that it is in. */
export async function findAccountRing(
  db: Db,
  id: string,
): Promise<{ readonly id: AccountId; readonly ringId: RingId | null; readonly risk: number } | undefined> {
  const row = await db
    .selectFrom("accounts")
    .leftJoin("ring_members", "ring_members.account_key", "accounts.key")
    .leftJoin("rings", "rings.id", "ring_members.ring_id")
    .select(["accounts.id", "rings.id as ring_id", "risk"])
    .where("accounts.id", "=", id)
    .executeTakeFirst();
  return row && { id: row.id as AccountId, ringId: row.ring_id as RingId | null, risk: row.risk ?? 0 };
}
