import { recordAudit } from "../audit/audit-queries.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Actor } from "../model/actor.ts";
import type { Scope } from "../model/api-key.ts";
import { DomainError } from "../model/errors.ts";
import type { ApiKey } from "./api-key.ts";
import { hashKey } from "./hash-key.ts";
import { keyIdOf, makeKey } from "./make-key.ts";
import { insertKey } from "./key-queries.ts";

export interface CreatedKey extends ApiKey {
  /** The key itself: to be shown once, stored nowhere. */
  readonly key: string;
}

export type CreateKeyDependencies = Pick<Dependencies, "database" | "secret" | "clock"> & {
  readonly randomBytes: (size: number) => Buffer;
};

export interface CreateKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** From when on it does not work; without it, it has no end. */
  readonly expiresAt?: Date | null | undefined;
  /** Who makes it, for the record; nobody where the program does by itself. */
  readonly actor?: Actor;
}

/**
 * Makes a key.
 *
 * @throws {DomainError} `invalid` without a name, without a scope, or with an end that does not lie ahead
 */
export async function createKey(
  { database, secret, clock, randomBytes }: CreateKeyDependencies,
  { name, scopes, expiresAt = null, actor }: CreateKey,
): Promise<CreatedKey> {
  if (name.trim() === "") throw new DomainError("invalid", "key-without-name", "A key needs a name");
  if (scopes.length === 0) throw new DomainError("invalid", "key-without-scope", "A key needs a scope");
  const createdAt = clock.now();
  if (expiresAt !== null && expiresAt <= createdAt) {
    throw new DomainError("invalid", "key-already-expired", "A key's end must lie ahead");
  }
  const key = makeKey(randomBytes);
  const hash = hashKey(secret, key);
  const created: ApiKey = {
    id: keyIdOf(hash),
    name: name.trim(),
    scopes: [...new Set(scopes)],
    createdAt,
    expiresAt,
    lastUsedAt: null,
    replaces: null,
    revokedAt: null,
  };
  await inTransaction(database, async ({ tx }) => {
    await insertKey(tx, hash, created);
    if (!actor) return;
    const end = expiresAt && { expires_at: expiresAt.toISOString() };
    const after = { name: created.name, scopes: created.scopes.join(" "), ...end };
    await recordAudit(tx, {
      at: createdAt,
      actor,
      action: "api_key.created",
      subject: created.id,
      before: null,
      after,
    });
  });
  return { ...created, key };
}
