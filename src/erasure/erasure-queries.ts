import { type Kysely, sql } from "kysely";
import type { Schema } from "../db/schema.ts";
import type { Erasure } from "./erase-account.ts";

/** The ring that an account was in, and the run that found it. */
export interface LeftRing {
  readonly id: string;
  readonly runNumber: number;
}

/**
 * Takes an account out of what its ring and others count, before its sightings go. A ring of one is dissolved by it and keeps its numbers.
 *
 * @returns undefined where it is in no ring
 */
export async function leaveRing(tx: Kysely<Schema>, accountKey: number): Promise<LeftRing | undefined> {
  // What the run of each ring counted: sightings in its window.
  const counted = sql`
    select ring_identifiers.ring_id, ring_identifiers.identifier_key, ring_members.account_key is not null as is_own
    from sightings
    join ring_identifiers on ring_identifiers.identifier_key = sightings.identifier_key
    join rings on rings.id = ring_identifiers.ring_id
    join runs on runs.id = rings.last_run_id
    left join ring_members
      on ring_members.account_key = sightings.account_key and ring_members.ring_id = ring_identifiers.ring_id
    where sightings.account_key = ${accountKey}
      and sightings.last_seen_at > runs.as_of - make_interval(days => runs.window_days) and sightings.first_seen_at <= runs.as_of`;
  await sql`
    delete from ring_identifiers using (${counted}) as counted
    where ring_identifiers.ring_id = counted.ring_id and ring_identifiers.identifier_key = counted.identifier_key
      and is_own and member_count <= case when verdict_id is null then 2 else 1 end`.execute(tx);
  await sql`
    update ring_identifiers set
      member_count = case when is_own then member_count - 1 else member_count end,
      other_count = case when is_own then other_count else greatest(0, other_count - 1) end,
      contribution = case when is_own then bits * (member_count - 2) else contribution end
    from (${counted}) as counted
    where ring_identifiers.ring_id = counted.ring_id and ring_identifiers.identifier_key = counted.identifier_key`.execute(
    tx,
  );
  const { rows } = await sql<{ id: string; runNumber: number }>`
    update rings set
      status = case when member_count > 1 then status else 'dissolved' end,
      dissolved_run_id = case when member_count > 1 then dissolved_run_id else last_run_id end,
      request_count = case when member_count > 1 then greatest(0, rings.request_count - member.request_count) else rings.request_count end,
      member_count = greatest(1, member_count - 1)
    from ring_members member
    where member.account_key = ${accountKey} and rings.id = member.ring_id
    returning rings.id, last_run_id as "runNumber"`.execute(tx);
  return rows[0];
}

/** Deletes all rows that are of an account, and takes its name out of alerts. */
export async function deleteTraces(tx: Kysely<Schema>, accountKey: number, accountId: string): Promise<Erasure> {
  for (const table of [
    "ring_members",
    "ring_memberships",
    "ring_uses",
    "attachment_candidates",
    "ring_attachments",
    "shadow_differences",
    "account_days",
  ] as const) {
    await tx.deleteFrom(table).where("account_key", "=", accountKey).execute();
  }
  await sql`delete from ring_links where account_key = ${accountKey} or partner_key = ${accountKey}`.execute(tx);
  const used = await tx
    .deleteFrom("sightings")
    .where("account_key", "=", accountKey)
    .returning("identifier_key")
    .execute();
  const keys = used.map(({ identifier_key }) => identifier_key);
  const { rows: unshared } = await sql`
    delete from identifiers
    where key = any(${keys}::bigint[]) and key not in (
      select identifier_key from sightings where identifier_key = any(${keys}::bigint[]))
    returning key`.execute(tx);
  await tx.deleteFrom("accounts").where("key", "=", accountKey).execute();
  const { numDeletedRows } = await tx.deleteFrom("events").where("account_id", "=", accountId).executeTakeFirst();
  await sql`
    update webhook_messages set payload = replace(payload, ${JSON.stringify(accountId)}, '"erased"')
    where position(${JSON.stringify(accountId)} in payload) > 0`.execute(tx);
  return { events: Number(numDeletedRows), sightings: keys.length, identifiers: unshared.length };
}
