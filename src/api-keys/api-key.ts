import type { Scope } from "../model/api-key.ts";

/** A key as it is listed. The key itself is known only to who made it. */
export interface ApiKey {
  /** Made of the key's hash, so that it needs no chance of its own. */
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Date;
  /** From then on it does not work; null for one without an end. */
  readonly expiresAt: Date | null;
  /** To within a minute; null where it never was. */
  readonly lastUsedAt: Date | null;
  /** Id of the key that it took over from. */
  readonly replaces: string | null;
  readonly revokedAt: Date | null;
}
