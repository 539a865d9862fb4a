import { type Selectable, sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { ApiKeyRow } from "../db/schema.ts";
import type { Caller } from "../model/api-key.ts";
import type { ApiKey } from "./api-key.ts";

export async function selectCaller(db: Db, hash: Buffer): Promise<Caller | undefined> {
  const row = await db
    .selectFrom("api_keys")
    .select(["id", "name", "scopes"])
    .where("hash", "=", hash)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return row && { keyId: row.id, name: row.name, scopes: row.scopes };
}

export async function selectKeys(db: Db): Promise<ApiKey[]> {
  const rows = await db.selectFrom("api_keys").selectAll().orderBy("created_at").orderBy("id").execute();
  return rows.map(toApiKey);
}

/** Keys, oldest first; those behind `after` only. */
export async function selectKeysAfter(
  db: Db,
  { limit, after }: { readonly limit: number; readonly after?: Pick<ApiKey, "createdAt" | "id"> | undefined },
): Promise<ApiKey[]> {
  const rows = await db
    .selectFrom("api_keys")
    .selectAll()
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(created_at, id) > (${after?.createdAt}::timestamptz, ${after?.id})`),
    )
    .orderBy("created_at")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(toApiKey);
}

/** @returns whether any key works */
export async function hasActiveKey(db: Db): Promise<boolean> {
  const row = await db.selectFrom("api_keys").select("id").where("revoked_at", "is", null).limit(1).executeTakeFirst();
  return row !== undefined;
}

/** Stores a key; the same key again, revoked or not, is left as it is. */
export async function insertKey(db: Db, hash: Buffer, key: Omit<ApiKey, "revokedAt">): Promise<void> {
  await db
    .insertInto("api_keys")
    .values({
      id: key.id,
      name: key.name,
      hash,
      scopes: [...key.scopes],
      created_at: key.createdAt,
      revoked_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The key, held until the transaction ends. */
export async function lockKey(db: Db, id: string): Promise<ApiKey | undefined> {
  // Postgres refuses a NUL in a text, even to compare with.
  if (id.includes("\0")) return undefined;
  const row = await db.selectFrom("api_keys").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  return row && toApiKey(row);
}

export async function setRevoked(db: Db, id: string, revokedAt: Date): Promise<void> {
  await db.updateTable("api_keys").set({ revoked_at: revokedAt }).where("id", "=", id).execute();
}

function toApiKey(row: Selectable<ApiKeyRow>): ApiKey {
  return { id: row.id, name: row.name, scopes: row.scopes, createdAt: row.created_at, revokedAt: row.revoked_at };
}
