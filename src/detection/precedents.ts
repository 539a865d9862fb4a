import type { VerdictKind } from "../model/verdict.ts";

/** What analysts have said before, as far as it bears on a window, by account and identifier index. Plain data, so it crosses threads. */
export interface Precedents {
  /** Identifiers with a verdict, each once. */
  readonly judged: readonly JudgedIdentifier[];
  /** Accounts that were in a ring when it was confirmed. */
  readonly confirmed: Int32Array;
  /** Accounts that were in a ring when it was dismissed, and in none that was confirmed. */
  readonly dismissed: Int32Array;
  /** What the accounts of confirmed rings used, also those that have fallen silent. */
  readonly inheritable: {
    readonly identifier: Int32Array;
    /** How many of those accounts used it. */
    readonly users: Int32Array;
  };
}

/** An identifier of which an analyst has said what it is. */
export interface JudgedIdentifier {
  readonly identifier: number;
  readonly verdict: VerdictKind;
  /** Of an address the network around it; -1 of anything else. */
  readonly network: number;
}

/** As if nobody had ever said anything. */
export const noPrecedents: Precedents = {
  judged: [],
  confirmed: new Int32Array(0),
  dismissed: new Int32Array(0),
  inheritable: { identifier: new Int32Array(0), users: new Int32Array(0) },
};
