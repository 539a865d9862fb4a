import { type Kysely, sql } from "kysely";
import type pg from "pg";
import { copyInto } from "../db/copy.ts";
import type { CopyValue } from "../db/copy-line.ts";
import type { OpenTransaction } from "../db/in-transaction.ts";
import type { Schema } from "../db/schema.ts";
import type { RingId } from "../model/ring.ts";
import type { AssembledRing } from "./assemble-rings.ts";
import type { LoadedWindow } from "./load-window.ts";

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
const memberColumns = ["account_key", "ring_id", "joined_at", "evidence_bits", "request_count"];
const identifierColumns = [
  "ring_id",
  "identifier_key",
  "member_count",
  "other_count",
  "contribution",
  "bits",
  "first_seen_at",
  "last_seen_at",
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

export interface PublishedRings {
  readonly runNumber: number;
  readonly rings: readonly AssembledRing[];
  readonly dissolved: readonly RingId[];
  readonly keys: Pick<LoadedWindow, "accountKeys" | "identifierKeys">;
}

/**
 * Writes what a run found over what the run before left, inside the caller's transaction.
 *
 * A ring's status is left alone but for `dissolved`: an analyst may decide while the run is under way.
 */
export async function publishRings(
  { tx, client }: OpenTransaction,
  { runNumber, rings, dissolved, keys }: PublishedRings,
): Promise<void> {
  await upsertRings(tx, client, rings, runNumber);
  if (dissolved.length > 0) await dissolveRings(tx, dissolved);
  for (const table of ["ring_members", "ring_identifiers", "ring_links"] as const) await tx.deleteFrom(table).execute();
  await copyInto(client, "ring_members", memberColumns, memberRows(rings));
  await copyInto(client, "ring_identifiers", identifierColumns, identifierRows(rings, keys.identifierKeys));
  await copyInto(client, "ring_links", linkColumns, linkRows(rings, keys.accountKeys));
}

async function upsertRings(
  tx: Kysely<Schema>,
  client: pg.PoolClient,
  rings: readonly AssembledRing[],
  runNumber: number,
): Promise<void> {
  const columns = sql.join(ringColumns.map((column) => sql.ref(column)));
  const updates = sql.join(
    ringColumns
      .filter((column) => column !== "id")
      .map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`),
  );
  await sql`create temporary table found_rings on commit drop as select ${columns} from rings limit 0`.execute(tx);
  await copyInto(client, "found_rings", ringColumns, rings.map(toRingRow));
  await sql`
    insert into rings (${columns}, first_run_id, last_run_id)
    select ${columns}, ${runNumber}::bigint, ${runNumber}::bigint from found_rings order by id
    on conflict (id) do update set ${updates}, last_run_id = excluded.last_run_id`.execute(tx);
}

async function dissolveRings(tx: Kysely<Schema>, ids: readonly RingId[]): Promise<void> {
  await tx.updateTable("rings").set({ status: "dissolved" }).where("id", "=", sql<string>`any(${ids})`).execute();
}

function toRingRow({ ring }: AssembledRing): CopyValue[] {
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
  ];
}

function* memberRows(rings: readonly AssembledRing[]): Generator<CopyValue[]> {
  for (const { ring, members } of rings) {
    for (const { accountKey, joinedAt, evidenceBits, requestCount } of members) {
      yield [accountKey, ring.id, joinedAt, evidenceBits, requestCount];
    }
  }
}

function* identifierRows(rings: readonly AssembledRing[], keys: Float64Array): Generator<CopyValue[]> {
  for (const { ring, detected } of rings) {
    for (const shared of detected.identifiers) {
      yield [
        ring.id,
        keys[shared.identifier] as number,
        shared.memberCount,
        shared.otherCount,
        shared.contribution,
        shared.bits,
        new Date(shared.firstSeen * 1000),
        new Date(shared.lastSeen * 1000),
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
