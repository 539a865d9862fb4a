import type { AccountId } from "./account.ts";
import type { Identifier } from "./identifier.ts";
import type { VerdictKind } from "./verdict.ts";

/** Who shares what in a ring, as a picture has it: the identifiers that say most, and the accounts, those alike as one group. */
export interface RingMap {
  readonly identifiers: readonly MappedIdentifier[];
  readonly groups: readonly AccountGroup[];
  /** What is not shown. */
  readonly rest: {
    /** Members that use none of the identifiers shown. */
    readonly accounts: number;
    readonly identifiers: number;
  };
}

export interface MappedIdentifier extends Identifier {
  /** Members that use it, and other accounts. */
  readonly memberCount: number;
  readonly otherCount: number;
  /** What sharing it says about two members. */
  readonly bits: number;
  readonly verdict: VerdictKind | null;
}

/** Accounts that use the same of what is shown; in a large ring, the same of what says most. */
export interface AccountGroup {
  readonly count: number;
  readonly requestCount: number;
  /** The first of them by id. */
  readonly accountIds: readonly AccountId[];
  /** Which of the identifiers how many of them use. */
  readonly uses: readonly { readonly place: number; readonly count: number }[];
}
