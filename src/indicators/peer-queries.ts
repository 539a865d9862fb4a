import type { Selectable } from "kysely";
import { sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { PeerRow } from "../db/schema.ts";
import { DomainError } from "../model/errors.ts";
import type { Peer, PeerId } from "../model/peer.ts";

const indicatorCount = sql<number>`(select count(*) from indicators where peer_id = peers.id)`.as("indicator_count");

/** Peers, oldest first; those behind `after` only. */
export async function listPeers(
  db: Db,
  { limit, after }: { readonly limit: number; readonly after?: Pick<Peer, "createdAt" | "id"> | undefined },
): Promise<Peer[]> {
  const rows = await db
    .selectFrom("peers")
    .selectAll()
    .select(indicatorCount)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(created_at, id) > (${after?.createdAt}::timestamptz, ${after?.id})`),
    )
    .orderBy("created_at")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(toPeer);
}

/** @throws {DomainError} `peer-not-found` */
export async function requirePeer(db: Db, id: string): Promise<Peer & { readonly sealed: Buffer }> {
  // Postgres refuses a NUL in a text, even to compare with.
  const row = id.includes("\0")
    ? undefined
    : await db.selectFrom("peers").selectAll().select(indicatorCount).where("id", "=", id).executeTakeFirst();
  if (!row) throw peerNotFound(id);
  return { ...toPeer(row), sealed: row.sealed };
}

/** Keeps anybody from adding a peer, or a peer's indicators, until the transaction ends. */
export async function lockPeers(db: Db): Promise<void> {
  await sql`lock table peers in share row exclusive mode`.execute(db);
}

export async function insertPeer(
  db: Db,
  { id, name, kinds, createdAt, sealed }: Omit<Peer, "indicatorCount"> & { readonly sealed: Buffer },
): Promise<void> {
  await db
    .insertInto("peers")
    .values({ id, name, kinds: [...kinds], sealed, created_at: createdAt })
    .execute();
}

/** With all that it said. */
export async function deletePeerRow(db: Db, id: PeerId): Promise<void> {
  await db.deleteFrom("peers").where("id", "=", id).execute();
}

export const peerNotFound = (id: string): DomainError =>
  new DomainError("not-found", "peer-not-found", `No peer has the id ${id}`);

function toPeer(row: Selectable<PeerRow> & { readonly indicator_count: number }): Peer {
  return {
    id: row.id as PeerId,
    name: row.name,
    kinds: row.kinds,
    indicatorCount: row.indicator_count,
    createdAt: row.created_at,
  };
}
