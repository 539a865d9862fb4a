import type { Dependencies } from "../dependencies.ts";
import { DomainError } from "../model/errors.ts";
import type { ApiKey } from "./api-key.ts";
import { setRevoked } from "./key-queries.ts";

/**
 * Ends a key, for good and at once. Ending it again changes nothing.
 *
 * @throws {DomainError} `not-found`
 */
export async function revokeKey(
  { database, clock }: Pick<Dependencies, "database" | "clock">,
  id: string,
): Promise<ApiKey> {
  // Postgres refuses a NUL in a text, even to compare with.
  const revoked = id.includes("\0") ? undefined : await setRevoked(database.db, id, clock.now());
  if (!revoked) throw new DomainError("not-found", "key-not-found", `No key has the id ${id}`);
  return revoked;
}
