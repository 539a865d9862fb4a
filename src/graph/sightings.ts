import type { Unlisted } from "./unlisted.ts";

/**
 * Who was seen with what, as columns; the graph that everything is computed from.
 *
 * Accounts and identifiers are dense indices (0 ... count - 1). Accounts are numbered in the order of their ids, so that the
 * numbering does not depend on the order of the events. One entry per pair of account and identifier, in any order.
 */
export interface Sightings {
  readonly accountCount: number;
  readonly identifierCount: number;
  /** Per identifier: the code of its kind (`identifierKinds`). */
  readonly kind: Uint8Array;
  /** Per sighting: account index, identifier index. */
  readonly account: Int32Array;
  readonly identifier: Int32Array;
  /** Per sighting: seconds since 1970, whole. */
  readonly firstSeen: Float64Array;
  readonly lastSeen: Float64Array;
  /** Per sighting: requests that the account made while seen with the identifier. */
  readonly requests: Float64Array;
  /** Of sightings of unshared identifiers that were left out; absent where none was. */
  readonly unlisted?: Unlisted | undefined;
}
