import type { AccountId } from "./account.ts";
import type { RingId } from "./ring.ts";

export const differenceKinds = ["newly-flagged", "released"] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** An account that a shadow run's policy judges otherwise than what is published. */
export interface ShadowDifference {
  readonly accountId: AccountId;
  readonly kind: DifferenceKind;
  /** The ring that accuses it: of a newly flagged account the one that the shadow run found, of a released one the published. */
  readonly ringId: RingId;
  /** That ring's. */
  readonly risk: number;
}
