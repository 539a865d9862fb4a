import type { Database } from "../db/database.ts";
import { inTransaction } from "../db/in-transaction.ts";
import { holdRollUps } from "../ingest/roll-up-events.ts";

export interface SightingsToForget {
  /** Of an identifier that one account alone was seen with: last seen before that. */
  readonly unsharedBefore: Date;
  /** Of any identifier: last seen before that. Not later than `unsharedBefore`. */
  readonly sharedBefore: Date;
}

export interface ForgottenSightings {
  readonly sightings: number;
  /** Identifiers that no account is seen with any more. */
  readonly identifiers: number;
}

/** Identifiers that are gone through in one transaction. The sightings are read for each such portion, because no index finds them by identifier. */
const identifiersInPortion = 2_000_000;

/**
 * Forgets old sightings, and the identifiers that are left without any. Those of accounts that are or were in a ring stay: rings rest on them.
 *
 * Roll-ups wait for a portion, some seconds for fifty million sightings; senders do not.
 *
 * @param signal ends it between two portions
 */
export async function forgetSightings(
  database: Pick<Database, "pool">,
  { unsharedBefore, sharedBefore }: SightingsToForget,
  signal?: AbortSignal,
): Promise<ForgottenSightings> {
  const { rows } = await database.pool.query<{ first: number | null; last: number | null }>(
    "select min(key) as first, max(key) as last from identifiers",
  );
  const { first = null, last = null } = rows[0] ?? {};
  let sightings = 0;
  let identifiers = 0;
  if (first === null || last === null) return { sightings, identifiers };
  for (let key = first; key <= last && signal?.aborted !== true; key += identifiersInPortion) {
    const forgotten = await inTransaction(database, async ({ client }) => {
      await holdRollUps(client);
      await client.query("set local work_mem = '128MB'");
      const result = await client.query<ForgottenSightings>(forgetPortion, [
        key,
        key + identifiersInPortion,
        unsharedBefore,
        sharedBefore,
      ]);
      return result.rows[0] as ForgottenSightings;
    });
    sightings += forgotten.sightings;
    identifiers += forgotten.identifiers;
  }
  return { sightings, identifiers };
}

const forgetPortion = `
  with portion as materialized (
    select account_key, identifier_key, last_seen_at,
           last_seen_at < case when count(*) over (partition by identifier_key) = 1 then $3::timestamptz else $4::timestamptz end
             and not exists (select from ring_memberships m where m.account_key = sightings.account_key) as is_old
    from sightings where identifier_key >= $1 and identifier_key < $2
  ), gone as (
    delete from sightings using portion
    where is_old and sightings.account_key = portion.account_key and sightings.identifier_key = portion.identifier_key
    returning sightings.identifier_key
  ), unused as (
    delete from identifiers
    where key in (select identifier_key from portion group by identifier_key having bool_and(is_old))
    returning key
  )
  select (select count(*) from gone) as sightings, (select count(*) from unused) as identifiers`;
