import { sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { AccountId } from "../model/account.ts";
import type { Identifier, IdentifierKind } from "../model/identifier.ts";
import type { RingId } from "../model/ring.ts";

/** The members of a ring that use one of the identifiers that its members share and that are meant; by account id. */
export async function listUsers(
  db: Db,
  ringId: RingId,
  isMeant: (identifier: Identifier) => boolean,
): Promise<AccountId[]> {
  const shared = await db
    .selectFrom("ring_identifiers")
    .innerJoin("identifiers", "identifiers.key", "ring_identifiers.identifier_key")
    .innerJoin("identifier_kinds", "identifier_kinds.code", "identifiers.kind")
    .select(["identifiers.key", "identifiers.value", "identifier_kinds.name as kind"])
    .where("ring_id", "=", ringId)
    .execute();
  const meant = shared.filter(({ kind, value }) => isMeant({ kind: kind as IdentifierKind, value }));
  if (meant.length === 0) return [];
  const { rows } = await sql<{ id: AccountId }>`
    select accounts.id from ring_members join accounts on accounts.key = account_key
    where ring_id = ${ringId} and exists (
      select from sightings where sightings.account_key = ring_members.account_key
        and identifier_key = any(${meant.map(({ key }) => key)}::bigint[]))
    order by accounts.id`.execute(db);
  return rows.map(({ id }) => id);
}
