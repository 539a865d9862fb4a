import { recordAudit } from "../audit/audit-queries.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Actor } from "../model/actor.ts";
import type { Scope } from "../model/api-key.ts";
import { DomainError } from "../model/errors.ts";
import type { ApiKey } from "./api-key.ts";
import { hashKey } from "./hash-key.ts";
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
  /** Who makes it, for the record; nobody where the program does by itself. */
  readonly actor?: Actor;
}

/**
 * Makes a key.
 *
 * @throws {DomainError} `invalid` without a name or without a scope
 */
export async function createKey(
  { database, secret, clock, randomBytes }: CreateKeyDependencies,
  { name, scopes, actor }: CreateKey,
): Promise<CreatedKey> {
  if (name.trim() === "") throw new DomainError("invalid", "key-without-name", "A key needs a name");
  if (scopes.length === 0) throw new DomainError("invalid", "key-without-scope", "A key needs a scope");
  const key = makeKey(randomBytes);
  const hash = hashKey(secret, key);
  const created = { id: keyIdOf(hash), name: name.trim(), scopes: [...new Set(scopes)], createdAt: clock.now() };
  await inTransaction(database, async ({ tx }) => {
    await insertKey(tx, hash, created);
    if (!actor) return;
    const after = { name: created.name, scopes: created.scopes.join(" ") };
    await recordAudit(tx, {
      at: created.createdAt,
      actor,
      action: "api_key.created",
      subject: created.id,
      before: null,
      after,
    });
  });
  return { ...created, revokedAt: null, key };
}

/** 192 bits of chance, in characters that a double click selects as one word. */
export function makeKey(randomBytes: (size: number) => Buffer): string {
  return `rf_${randomBytes(24).toString("hex")}`;
}

/** A key's id: 64 bits of its hash, which lead back to nothing. */
export function keyIdOf(hash: Buffer): string {
  return `key_${hash.toString("hex", 0, 8)}`;
}
