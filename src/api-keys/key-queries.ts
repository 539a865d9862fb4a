import { type Selectable, sql } from "kysely";
import type { Db } from "../db/database.ts";
import type { ApiKeyRow } from "../db/schema.ts";
import type { ApiKey } from "./api-key.ts";

/** A key with its hash, whether it works or not. */
export async function selectKeyWithHash(db: Db, id: string): Promise<(ApiKey & { hash: Buffer }) | undefined> {
  const row = await db.selectFrom("api_keys").selectAll().where("id", "=", id).executeTakeFirst();
  return row && { ...toApiKey(row), hash: row.hash };
}

/** Writes down a use, unless another one since `staleBefore` has been. */
export async function noteUse(db: Db, id: string, at: Date, staleBefore: Date): Promise<void> {
  await db
    .updateTable("api_keys")
    .set({ last_used_at: at })
    .where("id", "=", id)
    .where((where) => where.or([where("last_used_at", "is", null), where("last_used_at", "<=", staleBefore)]))
    .execute();
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
export async function hasActiveKey(db: Db, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom("api_keys")
    .select("id")
    .where("revoked_at", "is", null)
    .where((where) => where.or([where("expires_at", "is", null), where("expires_at", ">", now)]))
    .limit(1)
    .executeTakeFirst();
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
      expires_at: key.expiresAt,
      last_used_at: null,
      replaces: key.replaces,
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

export async function setExpiry(db: Db, id: string, expiresAt: Date): Promise<void> {
  await db.updateTable("api_keys").set({ expires_at: expiresAt }).where("id", "=", id).execute();
}

/** Whether another key has taken over from it. */
export async function hasSuccessor(db: Db, id: string): Promise<boolean> {
  const row = await db.selectFrom("api_keys").select("id").where("replaces", "=", id).executeTakeFirst();
  return row !== undefined;
}

function toApiKey(row: Selectable<ApiKeyRow>): ApiKey {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    replaces: row.replaces,
    revokedAt: row.revoked_at,
  };
}
