import { sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { AccountId } from "../model/account.ts";
import { type IdentifierKind, identifierKinds } from "../model/identifier.ts";
import type { MappedIdentifier, RingMap } from "../model/ring-map.ts";
import type { Ring } from "../model/ring.ts";
import type { VerdictKind } from "../model/verdict.ts";
import { type AlikeAccounts, gatherAccounts } from "./gather-accounts.ts";

/** Of the places in a picture, so many go to identifiers; the others to accounts. */
const identifierShare = 0.4;

/**
 * Who shares what in a ring, so that a picture of it can be read: of the identifiers those that contribute most, from every family some, and
 * the members that use them, taken together where there are too many.
 *
 * @param mostNodes how many identifiers and groups there are at most
 */
export async function loadRingMap(db: Db, { id, memberCount, status }: Ring, mostNodes: number): Promise<RingMap> {
  const mostIdentifiers = Math.max(1, Math.floor(mostNodes * identifierShare));
  const { shown, count } = await selectIdentifiers(db, id, mostIdentifiers);
  const alike = await selectAlike(
    db,
    id,
    shown.map(({ key }) => key),
  );
  const groups = gatherAccounts(alike, mostNodes - shown.length);
  const mapped = groups.reduce((sum, group) => sum + group.count, 0);
  return {
    identifiers: shown.map(({ key: _key, ...identifier }) => identifier),
    groups,
    rest: { accounts: status === "dissolved" ? 0 : memberCount - mapped, identifiers: count - shown.length },
  };
}

interface IdentifierRow {
  readonly key: number;
  readonly kind: IdentifierKind;
  readonly value: string;
  readonly member_count: number;
  readonly other_count: number;
  readonly bits: number;
  readonly verdict: VerdictKind | null;
  readonly in_all: number;
}

/** A network around an address that is shared too says nothing of its own, so it is left out. What says more comes first. */
async function selectIdentifiers(
  db: Db,
  ringId: string,
  most: number,
): Promise<{ shown: (MappedIdentifier & { key: number })[]; count: number }> {
  const { ip, ip_prefix } = identifierKinds;
  const { rows } = await sql<IdentifierRow>`
    with shared as (
      select identifiers.key, identifiers.kind as code, identifier_kinds.name as kind, family, identifiers.value, member_count, other_count,
        bits, contribution, identifier_verdicts.verdict, bool_or(identifiers.kind = ${ip.code}) over () as has_addresses
      from ring_identifiers
      join identifiers on identifiers.key = identifier_key
      join identifier_kinds on identifier_kinds.code = identifiers.kind
      left join identifier_verdicts on identifier_verdicts.id = verdict_id
      where ring_id = ${ringId} and (member_count > 1 or verdict_id is not null)
    ),
    placed as (
      select *, count(*) over () as in_all,
        row_number() over (partition by family order by contribution desc, kind collate "C", value) as place_in_family
      from shared where code <> ${ip_prefix.code} or not has_addresses
    ),
    chosen as (
      select * from placed
      order by place_in_family > ${Math.ceil(most / 10)}, contribution desc, kind collate "C", value
      limit ${most}
    )
    select key, kind, value, member_count, other_count, bits, verdict, in_all from chosen
    order by bits desc, member_count desc, kind collate "C", value`.execute(db);
  const shown = rows.map(({ member_count, other_count, in_all: _, ...row }) => {
    return { ...row, memberCount: member_count, otherCount: other_count };
  });
  return { shown, count: rows[0]?.in_all ?? 0 };
}

interface AlikeRow {
  readonly used: number[];
  readonly count: number;
  readonly requests: number;
  readonly ids: AccountId[];
}

/**
 * Each member's sightings are looked up by its key: an index by identifier there is none. What is shown is picked out of them by a hash
 * table over its keys; joined, it would be gone through once for each member.
 */
async function selectAlike(db: Db, ringId: string, keys: readonly number[]): Promise<AlikeAccounts[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<AlikeRow>`
    with span as materialized (
      select as_of - make_interval(days => window_days) as start, as_of
      from rings join runs on runs.id = last_run_id where rings.id = ${ringId}
    ),
    users as (
      select ring_members.account_key, request_count, array_agg(identifier_key order by identifier_key) as used
      from span cross join ring_members cross join lateral (
        select identifier_key from sightings
        where sightings.account_key = ring_members.account_key and last_seen_at > start and first_seen_at <= as_of
        offset 0
      ) seen
      where ring_id = ${ringId} and identifier_key = any(${keys}::bigint[])
      group by ring_members.account_key, request_count
    )
    select used, count(*) as count, sum(request_count)::bigint as requests,
      (array_agg(accounts.id order by accounts.id))[1:20] as ids
    from users join accounts on accounts.key = account_key
    group by used order by used`.execute(db);
  const placeOf = new Map(keys.map((key, place) => [key, place]));
  return rows.map(({ used, count, requests, ids }) => {
    const places = used.map((key) => placeOf.get(key) as number).toSorted((a, b) => a - b);
    return { places, count, requestCount: requests, accountIds: ids };
  });
}
