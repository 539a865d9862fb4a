import type { Scope } from "../model/api-key.ts";

/** A key as it is listed. The key itself is known only to who made it. */
export interface ApiKey {
  /** Made of the key's hash, so that it needs no chance of its own. */
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}
