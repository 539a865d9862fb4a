import { sql } from "kysely";
import type { Db } from "../db/database.ts";
import { bitsAgainst } from "../graph/belongs.ts";
import type { EvidencePolicy } from "../graph/evidence-policy.ts";
import type { AccountId } from "../model/account.ts";
import { families, type Identifier, type IdentifierKind } from "../model/identifier.ts";
import type { MemberTies } from "../model/member-ties.ts";
import type { Ring } from "../model/ring.ts";
import { addUpTies } from "./add-up-ties.ts";
import { untieMember } from "./untie-member.ts";
import { type SharedUse, weighTies } from "./weigh-ties.ts";

/** What of a policy decides who belongs to a ring by what it shares. */
export type TiesPolicy = Pick<EvidencePolicy, "affinity" | "repeatedEvidence">;

/**
 * What ties members to their ring, by the rule that the run let them in by: what the other members use is compared with what those use
 * who are in no ring.
 *
 * @param policy the run's
 * @param isLeftOut what is to be taken as tying nobody
 * @returns by account id; members that share nothing have no bits
 */
export async function loadMemberTies(
  db: Db,
  ring: Ring,
  accountIds: readonly AccountId[],
  policy: TiesPolicy,
  isLeftOut: (identifier: Identifier) => boolean = () => false,
): Promise<Map<AccountId, MemberTies>> {
  if (accountIds.length === 0) return new Map();
  const population = await selectPopulation(db, ring);
  const uses = await selectUses(db, ring, accountIds);
  return new Map(
    accountIds.map((id) => {
      const heeded = (uses.get(id) ?? []).filter((use) => !isLeftOut(use));
      return [id, toTies(heeded, ring.memberCount, population, policy)] as const;
    }),
  );
}

/** What ties an account to a ring of so many members, it being one of them, by what it shares. */
export function toTies(
  uses: readonly SharedUse[],
  members: number,
  population: number,
  policy: TiesPolicy,
): MemberTies {
  const { affinity, repeatedEvidence } = policy;
  const ties = weighTies(uses, members, population);
  const byFamily = addUpTies(ties, repeatedEvidence);
  const others = members - 1;
  const neededBits = Math.max(0, bitsAgainst(others, population) + affinity.marginBits);
  const untiedBy = untieMember(ties, { neededBits, familyBits: affinity.familyBits, repeatedEvidence });
  return {
    bits: families.reduce((sum, family) => sum + byFamily[family], 0),
    neededBits,
    byFamily,
    untiedBy: untiedBy?.map(({ kind, value }) => ({ kind, value })),
  };
}

/** The members, and the accounts of the run's window that are in no ring. */
export async function selectPopulation(db: Db, { id, memberCount }: Ring): Promise<number> {
  const { rows } = await sql<{ strangers: number }>`
    select (runs.counts ->> 'accounts')::bigint
      - (select coalesce(sum(member_count), 0)::bigint from rings where status <> 'dissolved') as strangers
    from rings join runs on runs.id = last_run_id where rings.id = ${id}`.execute(db);
  return Math.max(0, rows[0]?.strangers ?? 0) + memberCount;
}

interface UseRow extends SharedUse {
  readonly account: AccountId;
  readonly kind: IdentifierKind;
}

/** Who uses an identifier and is in another ring is no stranger. */
async function selectUses(
  db: Db,
  { id: ringId }: Ring,
  accountIds: readonly AccountId[],
): Promise<Map<AccountId, SharedUse[]>> {
  const { rows } = await sql<UseRow>`
    with shared as materialized (
      select identifier_key, member_count, greatest(0, other_count - (
        select coalesce(sum(elsewhere.member_count), 0)::bigint from ring_identifiers elsewhere
        where elsewhere.identifier_key = ring_identifiers.identifier_key and elsewhere.ring_id <> ${ringId})) as strangers
      from ring_identifiers where ring_id = ${ringId} and bits > 0
    ),
    span as (
      select as_of - make_interval(days => window_days) as start, as_of
      from rings join runs on runs.id = last_run_id where rings.id = ${ringId}
    )
    select accounts.id as account, identifier_kinds.name as kind, identifiers.value,
      shared.member_count as members, shared.strangers
    from span cross join accounts
    join sightings on sightings.account_key = accounts.key and last_seen_at > start and first_seen_at <= as_of
    join shared on shared.identifier_key = sightings.identifier_key
    join identifiers on identifiers.key = shared.identifier_key
    join identifier_kinds on identifier_kinds.code = identifiers.kind
    where accounts.id = any(${accountIds})`.execute(db);
  const uses = new Map<AccountId, SharedUse[]>();
  for (const { account, ...use } of rows) {
    const known = uses.get(account);
    if (known) known.push(use);
    else uses.set(account, [use]);
  }
  return uses;
}
