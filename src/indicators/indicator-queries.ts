import { sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { Indicator } from "../model/indicator.ts";
import { type IdentifierKind, identifierKinds } from "../model/identifier.ts";
import type { PeerId } from "../model/peer.ts";
import type { TakenIndicator } from "./taken-indicator.ts";

/** How many were new, and how many took the place of an older version; the others were known. */
export interface WrittenIndicators {
  readonly imported: number;
  readonly updated: number;
}

/** Writes what a peer says; of two versions the newer one stays. */
export async function writeIndicators(
  db: Db,
  peerId: PeerId,
  taken: readonly TakenIndicator[],
  importedAt: Date,
): Promise<WrittenIndicators> {
  const column = <Value>(of: (indicator: TakenIndicator) => Value) => taken.map(of);
  const { rows } = await sql<WrittenIndicators>`
    with written as (
      insert into indicators (
        peer_id, stix_id, kind, value, pseudonym, confidence, valid_from, valid_until, modified_at, imported_at)
      select ${peerId}, given.*, ${importedAt}::timestamptz
      from unnest(
        ${column(({ stixId }) => stixId)}::text[],
        ${column(({ kind }) => identifierKinds[kind].code)}::smallint[],
        ${column(({ value }) => value)}::text[],
        ${column(({ pseudonym }) => pseudonym)}::bytea[],
        ${column(({ confidence }) => confidence)}::smallint[],
        ${column(({ validFrom }) => validFrom)}::timestamptz[],
        ${column(({ validUntil }) => validUntil)}::timestamptz[],
        ${column(({ modifiedAt }) => modifiedAt)}::timestamptz[]
      ) as given
      on conflict (peer_id, stix_id) do update set
        kind = excluded.kind, value = excluded.value, pseudonym = excluded.pseudonym, confidence = excluded.confidence,
        valid_from = excluded.valid_from, valid_until = excluded.valid_until, modified_at = excluded.modified_at,
        imported_at = excluded.imported_at
      where indicators.modified_at < excluded.modified_at
      returning xmax = 0 as is_new
    )
    select count(*) filter (where is_new) as imported, count(*) filter (where not is_new) as updated from written`.execute(
    db,
  );
  return rows[0] ?? { imported: 0, updated: 0 };
}

/** Deletes what a peer takes back, unless what is here is newer than that. @returns how many were here */
export async function deleteRevoked(
  db: Db,
  peerId: PeerId,
  revoked: readonly { readonly stixId: string; readonly modifiedAt: Date }[],
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from indicators using unnest(
      ${revoked.map(({ stixId }) => stixId)}::text[], ${revoked.map(({ modifiedAt }) => modifiedAt)}::timestamptz[]
    ) as revoked (stix_id, modified_at)
    where peer_id = ${peerId} and indicators.stix_id = revoked.stix_id
      and indicators.modified_at <= revoked.modified_at`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** What peers say and has not ended by `at`, in the order in which it came; only behind the one numbered `after`. */
export async function listIndicators(
  db: Db,
  {
    at,
    peerId,
    limit,
    after,
  }: {
    readonly at: Date;
    readonly peerId?: string | undefined;
    readonly limit: number;
    readonly after?: number | undefined;
  },
): Promise<Indicator[]> {
  const rows = await db
    .selectFrom("indicators")
    .innerJoin("identifier_kinds", "identifier_kinds.code", "indicators.kind")
    .select(["indicators.id", "peer_id", "stix_id", "identifier_kinds.name as kind", "value", "confidence"])
    .select(["valid_from", "valid_until", "imported_at"])
    .where("valid_until", ">", at)
    .$if(peerId !== undefined, (query) => query.where("peer_id", "=", peerId as string))
    .$if(after !== undefined, (query) => query.where("indicators.id", ">", after as number))
    .orderBy("indicators.id")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    peerId: row.peer_id as PeerId,
    stixId: row.stix_id,
    kind: row.kind as IdentifierKind,
    value: row.value,
    confidence: row.confidence,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    importedAt: row.imported_at,
  }));
}

/** Something to look for: a value of a kind, or a pseudonym under a peer's key. */
export interface Lookup {
  /** Of the identifier among those that are asked for. */
  readonly place: number;
  readonly kind: IdentifierKind;
  readonly value: string | null;
  readonly pseudonym: Buffer | null;
}

export interface FoundIndicator {
  readonly place: number;
  readonly peerId: PeerId;
  readonly peer: string;
  readonly confidence: number | null;
  readonly validFrom: Date;
  readonly validUntil: Date;
}

/** What counts of these at a moment: of each peer what it is surest of, by place and by the peer's name. */
export async function findIndicators(db: Db, lookups: readonly Lookup[], at: Date): Promise<FoundIndicator[]> {
  const plain = lookups.filter(({ value }) => value !== null);
  const hidden = lookups.filter(({ pseudonym }) => pseudonym !== null);
  const { rows } = await sql<FoundIndicator>`
    select distinct on (found.place, peers.name) found.place, peers.id as "peerId", peers.name as peer,
      confidence, valid_from as "validFrom", valid_until as "validUntil"
    from (
      select place, indicators.*
      from unnest(
        ${plain.map(({ place }) => place)}::integer[],
        ${plain.map(({ kind }) => identifierKinds[kind].code)}::smallint[],
        ${plain.map(({ value }) => value)}::text[]
      ) as asked (place, asked_kind, asked_value)
      join indicators on indicators.value = asked_value and indicators.kind = asked_kind
      union all
      select place, indicators.*
      from unnest(
        ${hidden.map(({ place }) => place)}::integer[],
        ${hidden.map(({ kind }) => identifierKinds[kind].code)}::smallint[],
        ${hidden.map(({ pseudonym }) => pseudonym)}::bytea[]
      ) as asked (place, asked_kind, asked_pseudonym)
      join indicators on indicators.pseudonym = asked_pseudonym and indicators.kind = asked_kind
    ) found
    join peers on peers.id = found.peer_id
    where valid_from <= ${at} and valid_until > ${at}
    order by found.place, peers.name, confidence desc nulls last, valid_until desc`.execute(db);
  return rows;
}

/** Peers that have said anything under pseudonyms, with their sealed keys. */
export async function selectPseudonymousPeers(db: Db): Promise<{ id: string; sealed: Buffer }[]> {
  const { rows } = await sql<{ id: string; sealed: Buffer }>`
    select id, sealed from peers
    where exists (select from indicators where peer_id = peers.id and pseudonym is not null)`.execute(db);
  return rows;
}
