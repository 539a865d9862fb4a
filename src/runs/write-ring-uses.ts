import { sql } from "kysely";
import { readBinaryCopy } from "../db/binary-copy.ts";
import { copyInto } from "../db/copy.ts";
import type { OpenTransaction } from "../db/in-transaction.ts";

/** Of an identifier so many rings are kept, those with the most users first, and of each so many members, who were seen with it last. */
const ringsKept = 16;
/** What more than one in so many accounts uses says nothing that is worth a look. */
const commonOneIn = 4;

export interface RingUseOptions {
  readonly runNumber: number;
  /** Accounts in the window. */
  readonly population: number;
  /** How many of them use an identifier, by its key. */
  readonly sharersOf: (identifierKey: number) => number;
  /** Members kept of each ring: as many as a run pairs somebody with in time. */
  readonly neighbours: number;
}

/**
 * Writes what a sign-up can be held against, in one pass over what the rings' members were seen with: the identifiers of the flagged rings, with the members that were seen with each last.
 *
 * A sign-up of now would stand behind all others in an identifier's timeline, so the members that a run would pair it with are the last ones.
 */
export async function writeRingUses(
  { tx, client }: OpenTransaction,
  { runNumber, population, sharersOf, neighbours }: RingUseOptions,
): Promise<void> {
  await tx.deleteFrom("ring_uses").execute();
  await sql`
    create temporary table seen_in_rings on commit drop as
    select ring_id, account_key, seen.*
    from (select as_of - make_interval(days => window_days) as start, as_of from runs where id = ${runNumber}) as run
    cross join ring_members
    cross join lateral (
      select identifier_key, first_seen_at, last_seen_at from sightings
      where sightings.account_key = ring_members.account_key and last_seen_at > start and first_seen_at <= as_of
      offset 0
    ) seen`.execute(tx);
  await sql`create temporary table sharers_of_seen (identifier_key bigint, sharers integer) on commit drop`.execute(tx);
  const { columns } = await readBinaryCopy(
    client,
    `select distinct identifier_key from seen_in_rings
     where ring_id in (select id from rings where flagged) order by identifier_key`,
    ["int8"],
  );
  const most = population / commonOneIn;
  await copyInto(client, "sharers_of_seen", ["identifier_key", "sharers"], telling(columns[0], sharersOf, most));
  await sql`analyze seen_in_rings, sharers_of_seen`.execute(tx);
  await sql`
    insert into ring_uses (
      identifier_key, ring_id, account_key, first_seen_at, last_seen_at, users, ring_last_seen_at, sharers, strangers)
    select identifier_key, ring_id, account_key, first_seen_at, last_seen_at, users, ring_last_seen_at,
      greatest(sharers, users), greatest(0, sharers - insiders)
    from (
      select counted.*, dense_rank() over (partition by identifier_key order by users desc, ring_id) as ring_place
      from (
        select seen_in_rings.*, sharers,
          count(*) over (partition by identifier_key) as insiders,
          count(*) over (partition by identifier_key, ring_id) as users,
          max(last_seen_at) over (partition by identifier_key, ring_id) as ring_last_seen_at,
          row_number() over (partition by identifier_key, ring_id order by first_seen_at desc, account_key) as place
        from seen_in_rings join sharers_of_seen using (identifier_key)
      ) counted
      where place <= ${neighbours} and ring_id in (select id from rings where flagged)
    ) ranked
    where ring_place <= ${ringsKept}
    order by identifier_key, ring_id, account_key`.execute(tx);
  await sql`analyze ring_uses`.execute(tx);
}

function* telling(keys: Float64Array, sharersOf: (key: number) => number, most: number): Generator<number[]> {
  for (const key of keys) {
    const sharers = sharersOf(key);
    if (sharers > 0 && sharers <= most) yield [key, sharers];
  }
}
