import type { Dependencies } from "../dependencies.ts";
import type { ApiKey } from "./api-key.ts";
import { selectKeys } from "./key-queries.ts";

/** Every key that was ever made, oldest first; the revoked ones too. */
export function listKeys({ database }: Pick<Dependencies, "database">): Promise<ApiKey[]> {
  return selectKeys(database.db);
}
