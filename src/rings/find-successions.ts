import { sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { Policy } from "../detection/policy.ts";
import type { IdentifierKind } from "../model/identifier.ts";
import type { RingId } from "../model/ring.ts";
import { judgeSuccession, type Succession, type TakenOver } from "./judge-succession.ts";
import type { StoredRing } from "./known-ring.ts";

/** A ring that no run has found before. */
export interface NewRing {
  readonly id: RingId;
  /** Keys of its accounts. */
  readonly members: readonly number[];
}

export interface SuccessionOptions {
  /** Ids of the rings that this run found. */
  readonly found: ReadonlySet<RingId>;
  readonly from: Date;
  readonly to: Date;
  /** Accounts in the window. */
  readonly population: number;
  /** How many accounts in the window use an identifier, by its key. */
  readonly sharersOf: (identifierKey: number) => number;
  /** Keys of the identifiers that a verdict excuses: whoever comes next to an office takes nothing over. */
  readonly excused: ReadonlySet<number>;
  readonly policy: Policy;
}

/** One ring, confirmed or gone, that a new one took over from. */
export interface FoundSuccession {
  readonly other: StoredRing;
  readonly succession: Succession;
}

/**
 * Looks for the older rings whose cards, devices, addresses or templates new rings have taken over.
 *
 * What an older ring used is in the sightings of all its members, past ones included, however long they have been silent. Only
 * rings that were confirmed, or that were flagged and are gone, have successors; what was dismissed leaves none.
 *
 * @returns by the new ring's id, the older ring with the most bits first
 */
export async function findSuccessions(
  db: Db,
  newRings: readonly NewRing[],
  known: readonly StoredRing[],
  { found: there, from, to, population, sharersOf, excused, policy }: SuccessionOptions,
): Promise<Map<RingId, FoundSuccession[]>> {
  const older = new Map(known.filter((ring) => canBeSucceeded(ring, there)).map((ring) => [ring.id, ring]));
  if (older.size === 0 || newRings.length === 0) return new Map();
  const shared = await selectTakenOver(db, newRings, [...older.keys()], from, to, { sharersOf, excused });
  const found = new Map<RingId, FoundSuccession[]>();
  for (const { id, members } of newRings) {
    const successions = [...(shared.get(id) ?? [])].flatMap(([otherId, taken]): FoundSuccession[] => {
      const { succession: successionPolicy } = policy.lineage;
      const succession = judgeSuccession(taken, members.length, population, successionPolicy, policy.evidence);
      return succession ? [{ other: older.get(otherId) as StoredRing, succession }] : [];
    });
    successions.sort((a, b) => b.succession.bits - a.succession.bits || (a.other.id < b.other.id ? -1 : 1));
    if (successions.length > 0) found.set(id, successions);
  }
  return found;
}

function canBeSucceeded({ id, decision, firstFlaggedAt }: StoredRing, there: ReadonlySet<RingId>): boolean {
  if (decision?.outcome === "dismissed") return false;
  return decision?.outcome === "confirmed" || (!there.has(id) && firstFlaggedAt !== null);
}

interface TakenOverRow {
  readonly new_ring: number;
  readonly ring_id: RingId;
  readonly identifier_key: number;
  readonly kind: IdentifierKind;
  readonly value: string;
  readonly accounts: number[];
  readonly used_before: number;
  readonly used_before_in_window: number;
}

async function selectTakenOver(
  db: Db,
  newRings: readonly NewRing[],
  olderIds: readonly RingId[],
  from: Date,
  to: Date,
  { sharersOf, excused }: Pick<SuccessionOptions, "sharersOf" | "excused">,
): Promise<Map<RingId, Map<RingId, TakenOver[]>>> {
  const keys = newRings.flatMap(({ members }) => members);
  const places = newRings.flatMap(({ members }, place) => members.map(() => place));
  const { rows } = await sql<TakenOverRow>`
    with newcomers as materialized (
      select * from unnest(${keys}::bigint[], ${places}::integer[]) as newcomer (account_key, new_ring)
    ),
    taken as materialized (
      select new_ring, identifier_key, array_agg(account_key order by account_key) as accounts
      from newcomers join sightings using (account_key)
      where last_seen_at > ${from} and first_seen_at <= ${to}
      group by new_ring, identifier_key
    ),
    predecessors as (
      select distinct ring_id, account_key from ring_memberships
      where ring_id = any(${olderIds}) and account_key not in (select account_key from newcomers)
    ),
    used as (
      select ring_id, identifier_key, count(*)::integer as used_before,
        (count(*) filter (where last_seen_at > ${from} and first_seen_at <= ${to}))::integer as used_before_in_window
      from predecessors join sightings using (account_key)
      where identifier_key in (select identifier_key from taken)
      group by ring_id, identifier_key
    )
    select new_ring, ring_id, identifier_key, identifier_kinds.name as kind, identifiers.value, accounts,
      used_before, used_before_in_window
    from taken join used using (identifier_key)
    join identifiers on identifiers.key = identifier_key
    join identifier_kinds on identifier_kinds.code = identifiers.kind
    order by new_ring, ring_id, identifier_kinds.name collate "C", identifiers.value`.execute(db);
  const shared = new Map<RingId, Map<RingId, TakenOver[]>>();
  for (const row of rows) {
    if (excused.has(row.identifier_key)) continue;
    const { id } = newRings[row.new_ring] as NewRing;
    const others = shared.get(id) ?? new Map<RingId, TakenOver[]>();
    shared.set(id, others.set(row.ring_id, [...(others.get(row.ring_id) ?? []), toTakenOver(row, sharersOf)]));
  }
  return shared;
}

function toTakenOver(row: TakenOverRow, sharersOf: SuccessionOptions["sharersOf"]): TakenOver {
  const { kind, value, accounts } = row;
  // Events that came in since the window was read are in the sightings and not yet among the sharers.
  const outsiders = Math.max(0, sharersOf(row.identifier_key) - accounts.length - row.used_before_in_window);
  return { kind, value, accounts, usedBefore: row.used_before, outsiders };
}
