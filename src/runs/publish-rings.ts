import { type Kysely, sql } from "kysely";
import type pg from "pg";
import { copyInto } from "../db/copy.ts";
import type { CopyValue } from "../db/copy-line.ts";
import type { OpenTransaction } from "../db/in-transaction.ts";
import type { Schema } from "../db/schema.ts";
import { belongingSorts } from "../model/belongings.ts";
import type { StoredRing } from "../rings/known-ring.ts";
import type { NotedChange } from "../rings/note-changes.ts";
import type { AssembledRing, AssembledRings } from "./assemble-rings.ts";
import { type BelongingCounts, belongingsOf } from "./belonging-counts.ts";
import type { LoadedWindow } from "./load-window.ts";
import { writeRingDays } from "./write-ring-days.ts";
import { writeRingProfiles } from "./write-ring-profiles.ts";
import { type RingUseOptions, writeRingUses } from "./write-ring-uses.ts";

const ringColumns = [
  "id",
  "risk",
  "flagged",
  "member_count",
  "request_count",
  "first_event_at",
  "last_event_at",
  "first_flagged_at",
  "signals",
  "families",
] as const;
const memberColumns = [
  "account_key",
  "ring_id",
  "joined_at",
  "evidence_bits",
  "request_count",
  ...belongingSorts.flatMap((sort) => [sort, `own_${sort}`]),
];
const identifierColumns = [
  "ring_id",
  "identifier_key",
  "member_count",
  "other_count",
  "contribution",
  "bits",
  "first_seen_at",
  "last_seen_at",
  "verdict_id",
];
const linkColumns = [
  "ring_id",
  "account_key",
  "partner_key",
  "bits",
  "network",
  "payment",
  "content",
  "device",
  "contact",
  "timing",
];

const changeColumns = [
  "place",
  "ring_id",
  "kind",
  "member_count",
  "risk",
  "joined_count",
  "left_count",
  "reason",
  "other_ring_id",
  "other_born_run_id",
];

export interface PublishedRings extends AssembledRings {
  readonly runNumber: number;
  readonly asOf: Date;
  /** Rings that are gone and had their last event before that are forgotten: who was in them is deleted. */
  readonly forgetBefore: Date;
  /** Ids of the members, by key. */
  readonly accountIds: ReadonlyMap<number, string>;
  readonly changes: readonly NotedChange[];
  /** By account index, as the members name it. */
  readonly belongings: BelongingCounts;
  readonly keys: Pick<LoadedWindow, "accountKeys" | "identifierKeys" | "verdictNumbers">;
  readonly window: Omit<RingUseOptions, "runNumber">;
}

/**
 * Writes what a run found over what the run before left, inside the caller's transaction.
 *
 * The status of a ring that is there is left alone: an analyst may decide while the run is under way. One that comes back has the
 * status that was last decided on it.
 */
export async function publishRings(
  { tx, client }: OpenTransaction,
  { runNumber, asOf, forgetBefore, rings, dissolved, changes, keys, belongings, window }: PublishedRings,
): Promise<void> {
  await writeRings(tx, client, rings, runNumber);
  await dissolveRings(tx, dissolved, runNumber);
  for (const table of ["ring_members", "ring_identifiers", "ring_links"] as const) await tx.deleteFrom(table).execute();
  await copyInto(client, "ring_members", memberColumns, memberRows(rings, belongings));
  await copyInto(client, "ring_identifiers", identifierColumns, identifierRows(rings, keys));
  await copyInto(client, "ring_links", linkColumns, linkRows(rings, keys.accountKeys));
  await writeRingDays(tx, runNumber);
  await writeRingProfiles(tx, runNumber);
  // Whoever reads next would plan by what was there before, or by nothing: without this the members of a ring of 600 take two seconds.
  await sql`analyze ring_members, ring_identifiers, ring_links`.execute(tx);
  await writeRingUses({ tx, client }, { runNumber, ...window });
  await writeMemberships(tx, runNumber);
  await forgetMemberships(tx, forgetBefore);
  await writeChanges(tx, client, changes, runNumber, asOf);
}

/** A new ring is inserted and nothing else: an id that is there already is refused. */
async function writeRings(
  tx: Kysely<Schema>,
  client: pg.PoolClient,
  rings: readonly AssembledRing[],
  runNumber: number,
): Promise<void> {
  const columns = sql.join(ringColumns.map((column) => sql.ref(column)));
  const updates = sql.join(
    ringColumns.filter((column) => column !== "id").map((column) => sql`${sql.ref(column)} = found.${sql.ref(column)}`),
  );
  await sql`
    create temporary table found_rings on commit drop as select ${columns}, false as is_new from rings limit 0`.execute(
    tx,
  );
  await copyInto(client, "found_rings", [...ringColumns, "is_new"], rings.map(toRingRow));
  await sql`
    insert into rings (${columns}, first_run_id, last_run_id)
    select ${columns}, ${runNumber}::bigint, ${runNumber}::bigint from found_rings where is_new order by id`.execute(
    tx,
  );
  await sql`
    update rings set ${updates}, last_run_id = ${runNumber}, dissolved_run_id = null,
      status = case when status <> 'dissolved' then status else coalesce(
        (select case outcome when 'reopened' then 'open' else outcome end
         from decisions where ring_id = rings.id order by decisions.id desc limit 1), 'open') end
    from found_rings found where rings.id = found.id and not found.is_new`.execute(tx);
}

async function dissolveRings(tx: Kysely<Schema>, rings: readonly StoredRing[], runNumber: number): Promise<void> {
  if (rings.length === 0) return;
  await tx
    .updateTable("rings")
    .set({ status: "dissolved", dissolved_run_id: runNumber })
    .where("id", "=", sql<string>`any(${rings.map(({ id }) => id)})`)
    .execute();
}

/** Brings the memberships up to the members. */
async function writeMemberships(tx: Kysely<Schema>, runNumber: number): Promise<void> {
  await sql`
    update ring_memberships set left_run_id = ${runNumber}
    where left_run_id is null and not exists (
      select from ring_members now
      where now.account_key = ring_memberships.account_key and now.ring_id = ring_memberships.ring_id)`.execute(tx);
  await sql`
    insert into ring_memberships (account_key, ring_id, joined_run_id, joined_at)
    select account_key, ring_id, ${runNumber}::bigint, joined_at from ring_members now
    where not exists (
      select from ring_memberships
      where left_run_id is null and account_key = now.account_key and ring_id = now.ring_id)`.execute(tx);
}

/** Nor is it kept who was in a ring that nobody ever flagged or decided on: those are no suspects. */
async function forgetMemberships(tx: Kysely<Schema>, forgetBefore: Date): Promise<void> {
  await sql`
    delete from ring_memberships using rings
    where rings.id = ring_id and rings.status = 'dissolved' and (
      rings.last_event_at <= ${forgetBefore}
      or (rings.first_flagged_at is null and not exists (select from decisions where decisions.ring_id = rings.id)))`.execute(
    tx,
  );
}

async function writeChanges(
  tx: Kysely<Schema>,
  client: pg.PoolClient,
  changes: readonly NotedChange[],
  runNumber: number,
  asOf: Date,
): Promise<void> {
  const columns = sql.join(changeColumns.slice(1).map((column) => sql.ref(`changes.${column}`)));
  const names = sql.join(changeColumns.slice(1).map((column) => sql.ref(column)));
  await sql`
    create temporary table noted_changes on commit drop as
    select 0 as place, ${names} from ring_changes limit 0`.execute(tx);
  await copyInto(client, "noted_changes", changeColumns, changes.map(toChangeRow));
  await sql`
    insert into ring_changes (${names}, at, run_id, status, born_run_id)
    select ${columns}, ${asOf}::timestamptz, ${runNumber}::bigint, rings.status,
      case when other_ring_id is not null then rings.first_run_id end
    from noted_changes changes join rings on rings.id = changes.ring_id
    order by place`.execute(tx);
}

function toRingRow({ ring, before }: AssembledRing): CopyValue[] {
  return [
    ring.id,
    ring.risk,
    ring.flagged,
    ring.memberCount,
    ring.requestCount,
    ring.firstEventAt,
    ring.lastEventAt,
    ring.firstFlaggedAt,
    JSON.stringify(ring.signals),
    ring.families,
    before === undefined,
  ];
}

function toChangeRow(change: NotedChange, place: number): CopyValue[] {
  return [
    place,
    change.ringId,
    change.kind,
    change.memberCount,
    change.risk,
    change.joinedCount,
    change.leftCount,
    change.reason,
    change.other?.id ?? null,
    change.other?.bornRun ?? null,
  ];
}

function* memberRows(rings: readonly AssembledRing[], counts: BelongingCounts): Generator<CopyValue[]> {
  for (const { ring, members } of rings) {
    for (const { account, accountKey, joinedAt, evidenceBits, requestCount } of members) {
      const belongings = belongingsOf(counts, account);
      const things = belongingSorts.flatMap((sort) => [belongings[sort].count, belongings[sort].own]);
      yield [accountKey, ring.id, joinedAt, evidenceBits, requestCount, ...things];
    }
  }
}

function* identifierRows(
  rings: readonly AssembledRing[],
  { identifierKeys, verdictNumbers }: PublishedRings["keys"],
): Generator<CopyValue[]> {
  for (const { ring, detected } of rings) {
    for (const shared of detected.identifiers) {
      yield [
        ring.id,
        identifierKeys[shared.identifier] as number,
        shared.memberCount,
        shared.otherCount,
        shared.contribution,
        shared.bits,
        new Date(shared.firstSeen * 1000),
        new Date(shared.lastSeen * 1000),
        verdictNumbers.get(shared.identifier) ?? null,
      ];
    }
  }
}

function* linkRows(rings: readonly AssembledRing[], keys: Float64Array): Generator<CopyValue[]> {
  for (const { ring, detected } of rings) {
    for (const { account, partner, bits, byFamily, timing } of detected.links) {
      const { network, payment, content, device, contact } = byFamily;
      const pair = [keys[account] as number, keys[partner] as number];
      yield [ring.id, ...pair, bits, network, payment, content, device, contact, timing];
    }
  }
}
