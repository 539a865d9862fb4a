import { type RawBuilder, sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { AccountId } from "../model/account.ts";
import type { RingGraph, RingGraphLink, RingGraphNode } from "../model/ring-graph.ts";
import type { Ring } from "../model/ring.ts";

/**
 * The part of a ring that is drawn: the members with the strongest evidence, ties by id, and the links that are kept between them.
 *
 * @param mostNodes how many members are shown at most
 */
export async function loadRingGraph(
  db: Db,
  { id: ringId, memberCount, requestCount, status }: Ring,
  mostNodes: number,
): Promise<RingGraph> {
  const shown = await selectNodes(db, ringId, mostNodes);
  const keys = shown.map(({ key }) => key);
  const links = await selectLinks(db, keys);
  const nodes = shown.map(({ key: _key, ...node }) => node);
  // A dissolved ring keeps its number of members and has none.
  const isThere = status !== "dissolved";
  const requestsShown = nodes.reduce((sum, node) => sum + node.requestCount, 0);
  return {
    nodes,
    links,
    rest: {
      accounts: isThere ? memberCount - nodes.length : 0,
      requests: isThere ? requestCount - requestsShown : 0,
      links: isThere && nodes.length < memberCount ? await countLinksOutwards(db, keys) : 0,
    },
  };
}

async function selectNodes(db: Db, ringId: string, limit: number): Promise<(RingGraphNode & { key: number })[]> {
  const rows = await db
    .selectFrom("ring_members")
    .innerJoin("accounts", "accounts.key", "ring_members.account_key")
    .select(["accounts.key", "accounts.id", "evidence_bits", "request_count", "joined_at"])
    .where("ring_id", "=", ringId)
    .orderBy("evidence_bits", "desc")
    .orderBy("accounts.id")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    key: row.key,
    accountId: row.id as AccountId,
    evidenceBits: row.evidence_bits,
    requestCount: row.request_count,
    joinedAt: row.joined_at,
  }));
}

interface LinkRow {
  readonly source: AccountId;
  readonly target: AccountId;
  readonly bits: number;
  readonly network: number;
  readonly payment: number;
  readonly content: number;
  readonly device: number;
  readonly contact: number;
  readonly timing: number;
}

/** A link that both of its ends keep stands there twice; it is shown once. */
async function selectLinks(db: Db, keys: readonly number[]): Promise<RingGraphLink[]> {
  const { rows } = await sql<LinkRow>`
    select distinct on (bits, source, target)
      least(mine.id, theirs.id) as source, greatest(mine.id, theirs.id) as target,
      bits, network, payment, content, device, contact, timing
    from ring_links
    join accounts mine on mine.key = account_key
    join accounts theirs on theirs.key = partner_key
    where account_key = any(${keys}::bigint[]) and partner_key = any(${keys}::bigint[])
    order by bits desc, source, target`.execute(db);
  return rows.map(({ source, target, bits, timing, ...byFamily }) => ({ source, target, bits, timing, byFamily }));
}

async function countLinksOutwards(db: Db, keys: readonly number[]): Promise<number> {
  const outwards: RawBuilder<{ links: number }> = sql`
    select count(*) as links from ring_links
    where account_key = any(${keys}::bigint[]) and partner_key <> all(${keys}::bigint[])`;
  const { rows } = await outwards.execute(db);
  return rows[0]?.links ?? 0;
}
