import { timingSafeEqual } from "node:crypto";
import type { Dependencies } from "../dependencies.ts";
import type { Caller } from "../model/api-key.ts";
import { hashKey } from "./hash-key.ts";
import { keyIdOf } from "./make-key.ts";
import { noteUse, selectKeyWithHash } from "./key-queries.ts";

/** A key's last use is written down when the one on record is older than this. */
const useMilliseconds = 60_000;

/**
 * Whose key it is; undefined for one that was never made, has been revoked or has expired. Asked anew each time, so a revocation counts
 * at once.
 *
 * The key is looked up by its id, which is no secret; its hash is compared in constant time.
 */
export async function findCaller(
  { database, secret, clock }: Pick<Dependencies, "database" | "secret" | "clock">,
  key: string,
): Promise<Caller | undefined> {
  const hash = hashKey(secret, key);
  const found = await selectKeyWithHash(database.db, keyIdOf(hash));
  if (!found || !timingSafeEqual(found.hash, hash)) return undefined;
  const now = clock.now();
  if (found.revokedAt !== null || hasExpired(found, now)) return undefined;
  const lastUse = found.lastUsedAt?.getTime() ?? 0;
  if (now.getTime() - lastUse >= useMilliseconds) {
    await noteUse(database.db, found.id, now, new Date(now.getTime() - useMilliseconds));
  }
  return { keyId: found.id, name: found.name, scopes: found.scopes };
}

/** Whether a key's end has come. */
export function hasExpired({ expiresAt }: { readonly expiresAt: Date | null }, now: Date): boolean {
  return expiresAt !== null && expiresAt <= now;
}
