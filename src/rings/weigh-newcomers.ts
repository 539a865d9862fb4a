import { sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { IdentifierKind } from "../model/identifier.ts";
import type { MemberTies } from "../model/member-ties.ts";
import type { Ring } from "../model/ring.ts";
import { selectPopulation, type TiesPolicy, toTies } from "./load-member-ties.ts";
import type { SharedUse } from "./weigh-ties.ts";

/**
 * What ties accounts to a ring that they are not in: as if each had been let in, by the rule that members are let in by. It looks at all
 * that they did until now, also after the run.
 *
 * @param policy the run's
 * @returns by account key, of those that belong by what they share: bits enough, in two families, one of them hard
 */
export async function weighNewcomers(
  db: Db,
  ring: Ring,
  accountKeys: readonly number[],
  policy: TiesPolicy,
): Promise<Map<number, MemberTies>> {
  const population = (await selectPopulation(db, ring)) + 1;
  const uses = await selectUses(db, ring, accountKeys);
  const belonging = new Map<number, MemberTies>();
  for (const [key, shared] of uses) {
    const ties = toTies(shared, ring.memberCount + 1, population, policy);
    // What holds nobody cannot be taken away.
    if (ties.untiedBy !== undefined) belonging.set(key, ties);
  }
  return belonging;
}

interface UseRow extends SharedUse {
  readonly account: number;
  readonly kind: IdentifierKind;
}

/** The newcomer counts as a user of its own; who uses an identifier and is in another ring is no stranger. */
async function selectUses(db: Db, { id }: Ring, keys: readonly number[]): Promise<Map<number, SharedUse[]>> {
  const { rows } = await sql<UseRow>`
    select sightings.account_key as account, identifier_kinds.name as kind, identifiers.value,
      member_count + 1 as members, greatest(0, other_count - (
        select coalesce(sum(elsewhere.member_count), 0)::bigint from ring_identifiers elsewhere
        where elsewhere.identifier_key = evidence.identifier_key and elsewhere.ring_id <> ${id})) as strangers
    from sightings
    join ring_identifiers evidence on evidence.ring_id = ${id} and evidence.identifier_key = sightings.identifier_key and bits > 0
    join identifiers on identifiers.key = sightings.identifier_key
    join identifier_kinds on identifier_kinds.code = identifiers.kind
    where sightings.account_key = any(${keys}::bigint[])`.execute(db);
  const uses = new Map<number, SharedUse[]>();
  for (const { account, ...use } of rows) uses.set(account, [...(uses.get(account) ?? []), use]);
  return uses;
}
