import { recordAudit } from "../audit/audit-queries.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Actor } from "../model/actor.ts";
import { DomainError } from "../model/errors.ts";
import type { ApiKey } from "./api-key.ts";
import type { CreatedKey, CreateKeyDependencies } from "./create-key.ts";
import { hasExpired } from "./find-caller.ts";
import { hashKey } from "./hash-key.ts";
import { keyIdOf, makeKey } from "./make-key.ts";
import { hasSuccessor, insertKey, lockKey, setExpiry } from "./key-queries.ts";

export interface RotateKey {
  readonly id: string;
  /** Whole, from 0, which ends the old key at once, to 720. */
  readonly overlapHours: number;
  /** Who does, for the record. */
  readonly actor?: Actor;
}

/**
 * Makes a key that takes over from another: with its name and its scopes, and to last as long as that one was made for. The old one works
 * on for the overlap, and not beyond its own end.
 *
 * @throws {DomainError} `not-found`; `conflict` where the old key does not work any more, or was rotated before
 */
export function rotateKey(
  { database, secret, clock, randomBytes }: CreateKeyDependencies,
  { id, overlapHours, actor }: RotateKey,
): Promise<CreatedKey> {
  return inTransaction(database, async ({ tx }) => {
    const now = clock.now();
    const old = await lockKey(tx, id);
    if (!old) throw new DomainError("not-found", "key-not-found", `No key has the id ${id}`);
    if (await hasSuccessor(tx, id)) {
      throw new DomainError("conflict", "key-already-rotated", "Another key has taken over from it: rotate that one");
    }
    if (old.revokedAt !== null || hasExpired(old, now)) {
      throw new DomainError("conflict", "key-has-ended", "The key does not work any more: make a new one");
    }
    const key = makeKey(randomBytes);
    const hash = hashKey(secret, key);
    const successor: ApiKey = {
      id: keyIdOf(hash),
      name: old.name,
      scopes: old.scopes,
      createdAt: now,
      expiresAt: sameLifetime(old, now),
      lastUsedAt: null,
      replaces: id,
      revokedAt: null,
    };
    const end = new Date(now.getTime() + overlapHours * 3_600_000);
    const oldEnd = old.expiresAt !== null && old.expiresAt < end ? old.expiresAt : end;
    await insertKey(tx, hash, successor);
    await setExpiry(tx, id, oldEnd);
    if (actor) {
      const before = { expires_at: old.expiresAt?.toISOString() ?? null, successor: null };
      const after = { expires_at: oldEnd.toISOString(), successor: successor.id };
      await recordAudit(tx, { at: now, actor, action: "api_key.rotated", subject: id, before, after });
    }
    return { ...successor, key };
  });
}

function sameLifetime({ createdAt, expiresAt }: ApiKey, now: Date): Date | null {
  return expiresAt && new Date(now.getTime() + expiresAt.getTime() - createdAt.getTime());
}
