/** What is known to be true of an account, for judging the judge. No part of detection ever sees one. */
export interface Label {
  readonly accountId: string;
  readonly isFake: boolean;
  /** What it belongs to, for example `office-17` or `ring-cards-2`; empty: to nothing, or nobody knows. */
  readonly group: string;
  /** For example `office` or `ring:card_pool`. */
  readonly groupKind: string;
}
