import type { Dependencies } from "../dependencies.ts";
import type { Caller } from "../model/api-key.ts";
import { hashKey } from "./hash-key.ts";
import { selectCaller } from "./key-queries.ts";

/** Whose key it is; undefined for one that was never made or has been revoked. Asked anew each time, so a revocation counts at once. */
export function findCaller(
  { database, secret }: Pick<Dependencies, "database" | "secret">,
  key: string,
): Promise<Caller | undefined> {
  return selectCaller(database.db, hashKey(secret, key));
}
