import { recordAudit } from "../audit/audit-queries.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Actor } from "../model/actor.ts";
import { DomainError } from "../model/errors.ts";
import type { ApiKey } from "./api-key.ts";
import { lockKey, setRevoked } from "./key-queries.ts";

/**
 * Ends a key, for good and at once. Ending it again changes nothing.
 *
 * @param actor who does, for the record
 * @throws {DomainError} `not-found`
 */
export function revokeKey(
  { database, clock }: Pick<Dependencies, "database" | "clock">,
  id: string,
  actor?: Actor,
): Promise<ApiKey> {
  return inTransaction(database, async ({ tx }) => {
    const key = await lockKey(tx, id);
    if (!key) throw new DomainError("not-found", "key-not-found", `No key has the id ${id}`);
    if (key.revokedAt !== null) return key;
    const at = clock.now();
    await setRevoked(tx, id, at);
    const before = { name: key.name, scopes: key.scopes.join(" ") };
    if (actor) await recordAudit(tx, { at, actor, action: "api_key.revoked", subject: id, before, after: null });
    return { ...key, revokedAt: at };
  });
}
