import { sql } from "kysely";
import { inTransaction } from "../db/in-transaction.ts";
import { scopes } from "../model/api-key.ts";
import type { CreateKeyDependencies } from "./create-key.ts";
import { hashKey } from "./hash-key.ts";
import { keyIdOf, makeKey } from "./make-key.ts";
import { hasActiveKey, insertKey } from "./key-queries.ts";

/** Any number that is ours alone: of several processes that start at once, one makes the key. */
const adminKeyLock = 7_464_423_002;

/**
 * Makes sure that somebody can get in.
 *
 * A key that the operator gave is stored with every scope; once revoked it stays so. Without one, and with no key that works,
 * one is made and returned, to be printed this once.
 */
export function ensureAdminKey({
  database,
  secret,
  clock,
  randomBytes,
  adminKey,
}: CreateKeyDependencies & { readonly adminKey: string | undefined }): Promise<{ printedKey?: string }> {
  return inTransaction(database, async ({ tx }) => {
    await sql`select pg_advisory_xact_lock(${adminKeyLock})`.execute(tx);
    const createdAt = clock.now();
    if (adminKey === undefined && (await hasActiveKey(tx, createdAt))) return {};
    const key = adminKey ?? makeKey(randomBytes);
    const hash = hashKey(secret, key);
    const unused = { expiresAt: null, lastUsedAt: null, replaces: null };
    await insertKey(tx, hash, { id: keyIdOf(hash), name: "admin", scopes, createdAt, ...unused });
    return adminKey === undefined ? { printedKey: key } : {};
  });
}
