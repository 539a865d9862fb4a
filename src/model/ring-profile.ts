import type { IdentifierKind } from "./identifier.ts";

/** What a ring looks like from afar, in the window of the newest run. */
export interface RingProfile {
  /** The largest first; the name is null where the provider named none. */
  readonly capabilities: readonly { readonly capability: string | null; readonly requests: number }[];
  /** How many different identifiers of each kind the members used, shared or not. */
  readonly identifiers: Readonly<Partial<Record<IdentifierKind, number>>>;
  /** 24 numbers: on how many account-days a member was active in that hour (UTC). Null until a run has counted them. */
  readonly hours: readonly number[] | null;
  /** The same of everybody in the window. */
  readonly populationHours: readonly number[] | null;
}
