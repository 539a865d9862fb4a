import { type Selectable, sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { VerdictRow } from "../db/schema.ts";
import { type Identifier, type IdentifierKind, identifierKinds } from "../model/identifier.ts";
import type { StandingVerdict, Verdict, VerdictId, VerdictKind } from "../model/verdict.ts";

/** Held until the transaction ends, so that of two who judge one identifier each knows what the other said. */
export async function lockVerdicts(db: Db): Promise<void> {
  await sql`lock table identifier_verdicts in exclusive mode`.execute(db);
}

export async function insertVerdict(db: Db, { identifier, ...verdict }: Omit<Verdict, "id">): Promise<Verdict> {
  const row = await db
    .insertInto("identifier_verdicts")
    .values({
      kind: identifierKinds[identifier.kind].code,
      value: identifier.value,
      verdict: verdict.verdict,
      reason: verdict.reason,
      expires_at: verdict.expiresAt,
      author: verdict.author,
      key_id: verdict.keyId,
      created_at: verdict.createdAt,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toVerdict(row);
}

/** What counts of an identifier at a moment: the newest verdict, unless it takes back or has ended. */
export async function findStanding(db: Db, identifier: Identifier, at: Date): Promise<StandingVerdict | undefined> {
  const [newest] = await listVerdictsOn(db, identifier, { limit: 1 });
  return newest && isStanding(newest, at) ? newest : undefined;
}

/** Everything that was ever said of an identifier, newest first; only what lies before the verdict numbered `before`. */
export async function listVerdictsOn(
  db: Db,
  { kind, value }: Identifier,
  { limit, before }: { readonly limit: number; readonly before?: number | undefined },
): Promise<Verdict[]> {
  const rows = await db
    .selectFrom("identifier_verdicts")
    .selectAll()
    .where("kind", "=", identifierKinds[kind].code)
    .where("value", "=", value)
    .$if(before !== undefined, (query) => query.where("id", "<", before as number))
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(toVerdict);
}

export interface StandingListOptions {
  /** Those that have not ended by then. */
  readonly at: Date;
  readonly verdict?: VerdictKind | undefined;
  readonly kind?: IdentifierKind | undefined;
  readonly limit: number;
  /** Number of the verdict that the page before ended with. */
  readonly before?: number | undefined;
}

/** The verdicts that count at a moment, the newest first. */
export async function listStanding(
  db: Db,
  { at, verdict, kind, limit, before }: StandingListOptions,
): Promise<StandingVerdict[]> {
  const rows = await db
    .selectFrom("identifier_verdicts as standing")
    .selectAll()
    .where("verdict", "is not", null)
    .where(sql<boolean>`(expires_at is null or expires_at > ${at})`)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("identifier_verdicts as newer")
            .select("newer.id")
            .whereRef("newer.value", "=", "standing.value")
            .whereRef("newer.kind", "=", "standing.kind")
            .whereRef("newer.id", ">", "standing.id"),
        ),
      ),
    )
    .$if(verdict !== undefined, (query) => query.where("verdict", "=", verdict as VerdictKind))
    .$if(kind !== undefined, (query) => query.where("kind", "=", identifierKinds[kind as IdentifierKind].code))
    .$if(before !== undefined, (query) => query.where("id", "<", before as number))
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(toVerdict) as StandingVerdict[];
}

/** Whether any event has shown an identifier. */
export async function wasSeen(db: Db, { kind, value }: Identifier): Promise<boolean> {
  const row = await db
    .selectFrom("identifiers")
    .select("key")
    .where("value", "=", value)
    .where("kind", "=", identifierKinds[kind].code)
    .executeTakeFirst();
  return row !== undefined;
}

/** The number in a verdict's id, which says when it came. */
export const verdictNumber = (id: VerdictId): number => Number(id.slice("verdict_".length));

function isStanding(verdict: Verdict, at: Date): verdict is StandingVerdict {
  return verdict.verdict !== null && (verdict.expiresAt === null || verdict.expiresAt > at);
}

const kindOfCode = new Map<number, IdentifierKind>(
  Object.entries(identifierKinds).map(([kind, { code }]) => [code, kind as IdentifierKind]),
);

function toVerdict(row: Selectable<VerdictRow>): Verdict {
  return {
    id: `verdict_${row.id}` as VerdictId,
    identifier: { kind: kindOfCode.get(row.kind) as IdentifierKind, value: row.value },
    verdict: row.verdict,
    reason: row.reason,
    expiresAt: row.expires_at,
    author: row.author,
    keyId: row.key_id,
    createdAt: row.created_at,
  };
}
