import { sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { AccountId } from "../model/account.ts";
import type { Partner } from "../model/member-ties.ts";

/** More of an account's partners are among its links. */
const partnersShown = 5;

/** The members that accounts are most strongly linked with, strongest first, ties by id; by account id. */
export async function listPartners(db: Db, accountIds: readonly AccountId[]): Promise<Map<AccountId, Partner[]>> {
  const { rows } = await sql<{ account: AccountId; partner: AccountId; bits: number }>`
    select mine.id as account, strongest.id as partner, strongest.bits
    from accounts mine
    cross join lateral (
      select partners.id, bits from ring_links join accounts partners on partners.key = partner_key
      where ring_links.account_key = mine.key
      order by bits desc, partners.id limit ${partnersShown}
    ) strongest
    where mine.id = any(${accountIds})
    order by mine.id, bits desc, strongest.id`.execute(db);
  const partners = new Map<AccountId, Partner[]>();
  for (const { account, partner, bits } of rows) {
    const known = partners.get(account) ?? [];
    partners.set(account, known);
    known.push({ accountId: partner, bits });
  }
  return partners;
}
